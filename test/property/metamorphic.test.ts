import type { Answer, AnswerRow, Cell } from '../../src/answer/answer';
import type { MetricQuery, NumberFilter } from '../../src/query/query';
import type { Metric } from '../../src/registry/registry';
import { add, compare, isZero, parse, sum, write, ZERO } from './evaluator/exact';
import { keepsNumbers } from './evaluator/having';
import type { Gateway } from './gateway';
import { openGateway, productRegistry } from './gateway';
import { search, told } from './search';
import { RUNS, say, SEED } from './settings';

// What holds between answers of the gateway, whatever the right numbers are: no number is evaluated here.

const registry = productRegistry();
const QUERIES = Math.ceil(RUNS / 12);
const EVERY_ROW: NumberFilter = { kind: 'all', of: [] };
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

always('a metric does not depend on what else was asked', async (asked) => {
  const query = { ...asked, having: EVERY_ROW };
  const metric = query.metrics.at(-1)!;
  const orderBy = query.orderBy.filter(({ key }) => key === metric || !query.metrics.includes(key));
  const together = await gateway.ask({ ...query, orderBy });
  const alone = await gateway.ask({ ...query, orderBy, metrics: [metric] });
  const only = (row: AnswerRow): AnswerRow => ({ ...row, cells: { [metric]: row.cells[metric]! } });
  const named = new Set(alone.rows.map(title));
  return compared(alone.rows, together.rows.filter((row) => named.has(title(row))).map(only));
});

always('groups share an additive metric out among them', async (asked) => {
  const query = { ...asked, having: EVERY_ROW };
  const additive = query.metrics.filter((key) => isAdditive(registry.metrics.get(key)!));
  if (query.groupBy.length === 0 || additive.length === 0) return [];
  const answer = await gateway.ask(query);
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
  return compared(filtered.rows.map(unshared), answer.rows.filter(({ by }) => by[dimension] === value).map(unshared));
});

always('the rows filtered by null are those of the null group', async (query, answer) => {
  const dimension = query.groupBy.find((key) => answer.rows.some(({ by }) => by[key] === null));
  if (dimension === undefined) return [];
  const filtered = await gateway.ask({
    ...query,
    where: { kind: 'all', of: [query.where, { kind: 'null', dimension }] },
  });
  return compared(filtered.rows.map(unshared), answer.rows.filter(({ by }) => by[dimension] === null).map(unshared));
});

always('totals are the one row without groups and grain over the range of the answer', async (query) => {
  const { totals, meta } = await gateway.ask({ ...query, totals: true });
  const range = { kind: 'to', from: { instant: meta.range.start }, to: { instant: meta.range.end } } as const;
  const other = { groupBy: [], grain: null, having: EVERY_ROW, orderBy: [], totals: false };
  const alone = await gateway.ask({ ...query, ...other, range });
  return compared(alone.rows, [{ ...totals!, by: {} }]);
});

always('totals, shares and the number of rows never change the rows', async (query, answer) => {
  const beside = { totals: !query.totals, rowCount: !query.rowCount, shares: !query.shares };
  const other = await gateway.ask({ ...query, ...beside });
  return compared(other.rows.map(unshared), answer.rows.map(unshared));
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

always('having keeps exactly the rows whose numbers satisfy it', async (query) => {
  const all = await gateway.ask({ ...query, having: EVERY_ROW });
  const problems: string[] = [];
  for (const having of [query.having, ...conditionsOn(all, query.metrics[0]!)]) {
    const answer = await gateway.ask({ ...query, having, rowCount: true });
    const kept = all.rows.filter(({ cells }) => keepsNumbers(having, cells));
    problems.push(...compared(answer.rows, kept));
    if (answer.rowCount !== kept.length) problems.push(`rowCount is ${answer.rowCount}, not ${kept.length}`);
  }
  return problems;
});

always('the shares of a bucket add up to 1, whatever rows are given', async (query) => {
  const all = await gateway.ask({ ...query, having: EVERY_ROW, shares: true });
  const some = await gateway.ask({ ...query, shares: true, limit: 2 });
  const known = new Map(all.rows.map((row) => [title(row), row]));
  const given = compared(
    some.rows,
    some.rows.flatMap((row) => known.get(title(row)) ?? []),
  );
  const buckets = [...new Set(all.rows.map(({ time }) => time.start))];
  const wrong = buckets.flatMap((start) =>
    query.metrics.flatMap((key) => {
      const cells = all.rows.filter(({ time }) => time.start === start).map((row) => row.cells[key]!);
      const problem = wrongShares(cells, registry.metrics.get(key)!);
      return problem === null ? [] : [`${new Date(start).toISOString()} ${key}: ${problem}`];
    }),
  );
  return [...given, ...wrong];
});

/** Numbers that add up over groups as they are written: every row or entity counts in one of them, and no mean is rounded. */
function isAdditive(metric: Metric): boolean {
  return isShared(metric) && metric.coarser !== 'average';
}

function isShared({ definition: { kind } }: Metric): boolean {
  return kind === 'count' || kind === 'sum' || kind === 'first' || kind === 'snapshot' || kind === 'return';
}

/** What is wrong with the shares that all groups have in one bucket. */
function wrongShares(cells: readonly Cell[], metric: Metric): string | null {
  const shares = cells.flatMap(({ share }) => (share === null ? [] : [parse(share)]));
  if (shares.length === 0) {
    const total = sum(cells.map(({ decimal }) => parse(decimal ?? '0')));
    return isAdditive(metric) && !isZero(total) ? `no shares of ${write(total)}` : null;
  }
  if (!isShared(metric)) return 'it has shares';
  if (shares.length < cells.length) return 'some groups have no share';
  const total = sum(shares);
  const isOne = compare(total, parse('0.999999999')) > 0 && compare(total, parse('1.000000001')) < 0;
  return isOne ? null : `the shares add up to ${write(total)}`;
}

/** Conditions that divide the rows of the answer by a number of its middle, and by null. */
function conditionsOn(answer: Answer, metric: string): readonly NumberFilter[] {
  const present = answer.rows.map(({ cells }) => cells[metric]!.decimal).filter((decimal) => decimal !== null);
  const value = present[Math.floor(present.length / 2)] ?? '0';
  return [
    ...(['less', 'equal', 'greater'] as const).map((kind): NumberFilter => ({ kind, metric, value })),
    { kind: 'not', of: { kind: 'equal', metric, value } },
    { kind: 'null', metric },
  ];
}

function title(row: AnswerRow): string {
  return `${new Date(row.time.start).toISOString()} ${JSON.stringify(row.by)}`;
}

/** The row without its shares, which are of all groups that the question keeps. */
function unshared(row: AnswerRow): AnswerRow {
  const cells = Object.entries(row.cells).map(([metric, cell]) => [metric, { ...cell, share: null }] as const);
  return { ...row, cells: Object.fromEntries(cells) };
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
  return `${metric}=${[cell.decimal, cell.status, cell.complete, cell.share, cell.numerator, cell.denominator].join(',')}`;
}
