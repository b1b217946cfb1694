import type { Answer, AnswerRow, Cell } from '../../src/answer/answer';
import type { MetricQuery } from '../../src/query/query';
import type { Metric } from '../../src/registry/registry';
import { add, parse, write, ZERO } from './evaluator/exact';
import type { Gateway } from './gateway';
import { openGateway, productRegistry } from './gateway';
import { search, told } from './search';
import { RUNS, say, SEED } from './settings';

// What holds between answers of the gateway, whatever the right numbers are: no evaluator takes part.

const registry = productRegistry();
const QUERIES = Math.ceil(RUNS / 12);
let gateway: Gateway;

beforeAll(async () => {
  gateway = await openGateway(registry);
});
afterAll(() => gateway.close());

/** Holds the law to random questions; `law` tells what is wrong. */
function always(name: string, law: (query: MetricQuery, answer: Answer) => Promise<readonly string[]>): void {
  test(
    name,
    async () => {
      const finding = await search({
        registry,
        seed: SEED,
        queries: QUERIES,
        load: (data) => gateway.load(data),
        examine: async (_, asked) => {
          const query = { ...asked, limit: null, offset: 0 };
          return law(query, await gateway.ask(query));
        },
        shrink: true,
      });
      if (finding !== null) throw new Error(`PROPERTY_RUNS=${RUNS} ${told(finding)}`);
    },
    60_000 + QUERIES * 2_000,
  );
}

beforeAll(() => say(`PROPERTY_SEED=${SEED} PROPERTY_RUNS=${RUNS}`));

always('a bucket does not depend on the range it was asked in', async (query, answer) => {
  if (query.grain === null || answer.rows.length === 0) return [];
  const { time } = answer.rows[Math.floor(answer.rows.length / 2)]!;
  const range = { kind: 'to', from: { instant: time.start }, to: { instant: time.end } } as const;
  const alone = await gateway.ask({ ...query, range });
  // With fill, a group that the range knows from elsewhere has zeros here.
  const together = answer.rows.filter((row) => row.time.start === time.start);
  const named = new Set(alone.rows.map(title));
  return compared(alone.rows, query.fill ? together.filter((row) => named.has(title(row))) : together);
});

always('a metric does not depend on what else was asked', async (query) => {
  const metric = query.metrics.at(-1)!;
  const orderBy = query.orderBy.filter(({ key }) => key === metric || !query.metrics.includes(key));
  const together = await gateway.ask({ ...query, orderBy });
  const alone = await gateway.ask({ ...query, orderBy, metrics: [metric] });
  const only = (row: AnswerRow): AnswerRow => ({ ...row, cells: { [metric]: row.cells[metric]! } });
  const named = new Set(alone.rows.map(title));
  return compared(alone.rows, together.rows.filter((row) => named.has(title(row))).map(only));
});

always('groups share an additive metric out among them', async (query, answer) => {
  const additive = query.metrics.filter((key) => isAdditive(registry.metrics.get(key)!));
  if (query.groupBy.length === 0 || additive.length === 0) return [];
  const whole = await gateway.ask({ ...query, metrics: additive, groupBy: [], orderBy: [], fill: true });
  return whole.rows.flatMap((row) =>
    additive.flatMap((key) => {
      const parts = answer.rows.filter(({ time }) => time.start === row.time.start).map(({ cells }) => cells[key]!);
      const total = parts.reduce((sum, { decimal }) => add(sum, parse(decimal ?? '0')), ZERO);
      const expected = row.cells[key]!.decimal ?? '0';
      return write(total) === expected
        ? []
        : [`${title(row)} ${key}: ${expected}, its groups add up to ${write(total)}`];
    }),
  );
});

always('the rows filtered by a value are those of its group', async (query, answer) => {
  const [dimension] = query.groupBy;
  const value = answer.rows.find(({ by }) => dimension !== undefined && by[dimension] !== null)?.by[dimension!];
  if (dimension === undefined || value === undefined || value === null) return [];
  const where = { kind: 'all', of: [query.where, { kind: 'in', dimension, values: [value] }] } as const;
  const filtered = await gateway.ask({ ...query, where });
  return compared(
    filtered.rows,
    answer.rows.filter(({ by }) => by[dimension] === value),
  );
});

always('the rows filtered by null are those of the null group', async (query, answer) => {
  const dimension = query.groupBy.find((key) => answer.rows.some(({ by }) => by[key] === null));
  if (dimension === undefined) return [];
  const filtered = await gateway.ask({
    ...query,
    where: { kind: 'all', of: [query.where, { kind: 'null', dimension }] },
  });
  return compared(
    filtered.rows,
    answer.rows.filter(({ by }) => by[dimension] === null),
  );
});

always('totals are the one row without groups and grain over the range of the answer', async (query) => {
  const { totals, meta } = await gateway.ask({ ...query, totals: true });
  const range = { kind: 'to', from: { instant: meta.range.start }, to: { instant: meta.range.end } } as const;
  const alone = await gateway.ask({ ...query, range, groupBy: [], grain: null, orderBy: [], totals: false });
  return compared(alone.rows, [{ ...totals!, by: {} }]);
});

always('totals and the number of rows never change the rows', async (query, answer) => {
  const other = await gateway.ask({ ...query, totals: !query.totals, rowCount: !query.rowCount });
  return compared(other.rows, answer.rows);
});

always('pages put together are the whole', async (query, answer) => {
  const size = Math.max(1, Math.ceil(answer.rows.length / 3));
  const pages: AnswerRow[] = [];
  for (let offset = 0; offset < answer.rows.length; offset += size) {
    const page = await gateway.ask({ ...query, limit: size, offset });
    pages.push(...page.rows);
    if (page.hasMore !== offset + size < answer.rows.length) return [`hasMore is ${page.hasMore} at ${offset}`];
  }
  return compared(pages, answer.rows);
});

/** Numbers that add up over groups: every row or entity counts in one of them. */
function isAdditive({ definition, coarser }: Metric): boolean {
  const { kind } = definition;
  const isCount = kind === 'count' || kind === 'sum' || kind === 'first' || kind === 'snapshot' || kind === 'return';
  return isCount && coarser !== 'average';
}

function title(row: AnswerRow): string {
  return `${new Date(row.time.start).toISOString()} ${JSON.stringify(row.by)}`;
}

/** Where two lists of rows differ, in order. */
function compared(got: readonly AnswerRow[], expected: readonly AnswerRow[]): readonly string[] {
  const shown = (row: AnswerRow | undefined): string =>
    row === undefined
      ? 'no row'
      : `${title(row)} ${row.time.complete} ${Object.entries(row.cells).map(written).join(' ')}`;
  const count = Math.max(got.length, expected.length);
  const pairs = Array.from({ length: count }, (_, i) => [shown(got[i]), shown(expected[i])] as const);
  return pairs.filter(([a, b]) => a !== b).map(([a, b]) => `${a}\n  but was\n${b}`);
}

function written([metric, cell]: readonly [string, Cell]): string {
  return `${metric}=${[cell.decimal, cell.status, cell.complete, cell.numerator, cell.denominator].join(',')}`;
}
