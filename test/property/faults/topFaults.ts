import { EVERYTHING } from '../../../src/policy/policy';
import type { Answer, AnswerRow } from '../../../src/answer/answer';
import type { MetricQuery, Order, Top } from '../../../src/query/query';
import type { Registry } from '../../../src/model/registry';
import { add, divide, isZero, parse, rounded, sum, write, ZERO } from '../evaluator/exact';
import { countsEntities } from '../laws/additive';
import type { Ask, Fault } from './fault';
import { inAnswer, inQuery } from './fault';

type Ranked = MetricQuery & { readonly top: Top };

/** Faults in the ranking of groups. */
export function topFaults(registry: Registry): readonly Fault[] {
  return [
    inTop('top keeps one group more', (top) => ({ ...top, n: top.n + 1 })),
    inTop('the direction is reversed', (top) => ({ ...top, direction: top.direction === 'asc' ? 'desc' : 'asc' })),
    inTop('others appear without a request', (top) => ({ ...top, others: true })),
    inQuery('top ranks by all dimensions instead of the named ones', (query) =>
      query.top === null ? query : { ...query, top: { ...query.top, of: query.groupBy } },
    ),

    rankedBy('null ranks first', (query) => whole(query, [by(query.top, 'value', 'first')])),
    rankedBy('of equal groups the last by key is kept', (query) =>
      whole(query, [by(query.top), ...query.top.of.map((key) => ({ ...byKey(key), direction: 'desc' as const }))]),
    ),
    rankedBy('groups rank by their keys', (query) => whole(query, [])),
    rankedBy('groups rank by the comparison period', (query) => whole(query, [by(query.top, 'previous')])),
    rankedBy('groups rank by the first bucket', (query, { rows, meta }) => {
      const first = rows[0]?.time ?? meta.range;
      return {
        ...whole(query, [by(query.top)]),
        range: { kind: 'to', from: { instant: first.start }, to: { instant: first.end } },
      };
    }),
    rankedBy('groups rank by single rows', (query) => ({
      ...whole(query, [by(query.top)]),
      grain: query.grain,
      groupBy: query.groupBy,
    })),

    {
      ...inAnswer('the number of others is the sum of their groups', async (query, ask) => {
        if (query.top === null || !isAll(query)) return null;
        const [right, all] = [await ask(query), await ask({ ...query, top: null, orderBy: [] })];
        const { of } = query.top;
        const kept = new Set(right.rows.filter(({ others }) => !others).map((row) => keyed(row, of)));
        const rest = query.groupBy.filter((key) => !of.includes(key));
        const rows = right.rows.map((row) => {
          if (!row.others) return row;
          const parts = all.rows.filter(
            (one) =>
              one.time.start === row.time.start && !kept.has(keyed(one, of)) && keyed(one, rest) === keyed(row, rest),
          );
          const cells = Object.entries(row.cells).map(([metric, cell]) => {
            const total = write(sum(parts.map((part) => parse(part.cells[metric]!.decimal ?? '0'))));
            return [
              metric,
              countsEntities(registry, registry.metrics.get(metric)!) ? { ...cell, decimal: total } : cell,
            ] as const;
          });
          return { ...row, cells: Object.fromEntries(cells) };
        });
        return { ...right, rows };
      }),
      near: withOthers,
    },
    {
      ...inAnswer('others come before rows equal to them', async (query, ask) => {
        if (query.top === null) return null;
        const right = await ask(query);
        const rows = [...right.rows];
        rows.forEach((row, i) => {
          const above = rows[i - 1];
          if (above === undefined || !row.others || above.time.start !== row.time.start) return;
          if (keyed(above, query.groupBy) === keyed(row, query.groupBy)) [rows[i - 1], rows[i]] = [row, above];
        });
        return { ...right, rows };
      }),
      near: withOthers,
    },
    inAnswer('shares are parts of the kept groups', async (query, ask) => {
      if (query.top === null || query.top.others || !isAll(query)) return null;
      const right = await ask(query);
      const rows = right.rows.map((row) => {
        const beside = right.rows.filter(({ time }) => time.start === row.time.start);
        const cells = Object.entries(row.cells).map(([metric, cell]) => {
          const total = beside.map((one) => parse(one.cells[metric]!.decimal ?? '0')).reduce(add, ZERO);
          if (cell.share === null || cell.decimal === null || isZero(total)) return [metric, cell] as const;
          return [metric, { ...cell, share: write(rounded(divide(parse(cell.decimal), total))) }] as const;
        });
        return { ...row, cells: Object.fromEntries(cells) };
      });
      return { ...right, rows };
    }),
    inAnswer('overall rows are in the order of the keys', async (query, ask) => {
      if (query.top === null || !query.overall) return null;
      const [right, unranked] = [await ask(query), await ask({ ...query, top: null })];
      const order = unranked.overall!.map((row) => keyed(row, query.groupBy));
      const place = (row: AnswerRow) => (row.others ? Infinity : order.indexOf(keyed(row, query.groupBy)));
      return { ...right, overall: [...right.overall!].sort((a, b) => place(a) - place(b)) };
    }),
    inAnswer('overall numbers are the sum of the rows', async (query, ask) => {
      if (!query.overall) return null;
      const right = await ask(query);
      const overall = right.overall!.map((row) => {
        const rows = right.rows.filter(
          (one) => keyed(one, query.groupBy) === keyed(row, query.groupBy) && one.others === row.others,
        );
        const cells = Object.entries(row.cells).map(([metric, cell]) => {
          const total = write(sum(rows.map((one) => parse(one.cells[metric]!.decimal ?? '0'))));
          return [metric, cell.decimal === null ? cell : { ...cell, decimal: total }] as const;
        });
        return { ...row, cells: Object.fromEntries(cells) };
      });
      return { ...right, overall };
    }),
  ];
}

const EVERY_ROW: MetricQuery['having'] = { kind: 'all', of: [] };

/** Keeps two groups and adds all others, if there are groups. */
function withOthers(query: MetricQuery): MetricQuery {
  const { groupBy, metrics } = query;
  if (groupBy.length === 0) return query;
  const top: Top = { n: 2, by: metrics[0]!, of: groupBy, direction: 'desc', others: true };
  return { ...query, top, orderBy: [], having: EVERY_ROW, limit: null, offset: 0 };
}

function inTop(name: string, wrong: (top: Top) => Top): Fault {
  return inQuery(name, (query) => (query.top === null ? query : { ...query, top: wrong(query.top) }));
}

/** Keeps the first groups of the answer to another query. */
function rankedBy(name: string, ranking: (query: Ranked, all: Answer) => MetricQuery): Fault {
  return inAnswer(name, async (query: MetricQuery, ask: Ask) => {
    const { top } = query;
    if (top === null || top.others || !isAll(query)) return null;
    const all = await ask({ ...query, top: null });
    const { start, end } = all.meta.range;
    const range = { kind: 'to', from: { instant: start }, to: { instant: end } } as const;
    const ranked = await ask(ranking({ ...query, top, range }, all));
    const known = new Set(all.rows.map((row) => keyed(row, top.of)));
    const order = [...new Set(ranked.rows.map((row) => keyed(row, top.of)))].filter((key) => known.has(key));
    const kept = new Set(order.slice(0, top.n));
    const rows = all.rows.filter((row) => kept.has(keyed(row, top.of)));
    const right = await ask(query);
    return { ...right, rows, rowCount: right.rowCount === null ? null : rows.length };
  });
}

/** The query that ranks the groups: its range without a grain, in another order. */
function whole(query: Ranked, orderBy: readonly Order[]): MetricQuery {
  return {
    ...query,
    grain: null,
    groupBy: query.top.of,
    top: null,
    fill: true,
    orderBy,
    totals: false,
    overall: false,
    perEntity: false,
    policy: EVERYTHING,
  };
}

function by({ by, direction }: Top, of: Order['of'] = 'value', nulls: Order['nulls'] = 'last'): Order {
  return { key: by, of, direction, nulls };
}

function byKey(key: string): Order {
  return { key, of: 'value', direction: 'asc', nulls: 'last' };
}

/** True if the answer has all rows of its groups. */
function isAll({ having, limit, offset }: MetricQuery): boolean {
  return having.kind === 'all' && having.of.length === 0 && limit === null && offset === 0;
}

function keyed({ by }: AnswerRow, keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => by[key]));
}
