import type { Answer, AnswerRow, Cell } from '../../../src/answer/answer';
import type { MetricQuery } from '../../../src/query/query';
import { changeOf } from '../evaluator/change';
import { add, divide, isZero, parse, rounded, subtract, write, ZERO } from '../evaluator/exact';
import { keepsNumbers } from '../evaluator/having';
import type { Ask, Fault } from './fault';
import { inAnswer, inQuery } from './fault';

const DAY = 86_400_000;

/** Faults in comparisons of two periods. */
export const COMPARISON_FAULTS: readonly Fault[] = [
  inQuery("an order by the comparison period is an order by the range's own numbers", (query) => ({
    ...query,
    orderBy: query.orderBy.map((order) => ({ ...order, of: 'value' })),
  })),
  comparedAs('a running bucket is compared with a whole bucket', (query, { meta }) => ({
    ...query,
    asOf: meta.range.end + 400 * DAY,
  })),
  comparedAs('a complete bucket is compared with a part of a bucket', (query, { meta, rows }) => {
    const last = rows.at(-1)?.time ?? meta.range;
    return meta.range.end > query.asOf ? query : { ...query, asOf: last.end - Math.ceil((last.end - last.start) / 4) };
  }),
  comparedAs('the shift is twice as far', (query) =>
    query.compare?.kind === 'shift'
      ? { ...query, compare: { ...query.compare, shift: 2 * query.compare.shift } }
      : query,
  ),
  comparedAs('where does not apply to the comparison period', (query) => ({
    ...query,
    where: { kind: 'all', of: [] },
  })),
  inEveryCell("a change is relative to the range's own number", (cell) => ({
    ...cell,
    change: over(cell.difference, cell.decimal),
  })),
  inEveryCell('a change is relative to a negative number', (cell) => ({
    ...cell,
    change: over(cell.difference, cell.previous),
  })),
  inEveryCell('a number without a change has no difference', (cell) =>
    cell.change === null ? { ...cell, difference: null } : cell,
  ),
  inAnswer('groups that only the comparison period has are missing', async (query, ask) => {
    if (!isWhole(query)) return null;
    const [right, now] = [await ask(query), await ask({ ...query, compare: null, fill: true })];
    const known = new Set(now.rows.map(group));
    return { ...right, rows: right.rows.filter((row) => known.has(group(row))) };
  }),
  inAnswer('rows that only the comparison period has are missing', async (query, ask) => {
    if (!isWhole(query)) return null;
    const [right, now] = [await ask(query), await ask({ ...query, compare: null })];
    const known = new Set(now.rows.map(title));
    return { ...right, rows: right.rows.filter((row) => known.has(title(row))) };
  }),
  inAnswer('having applies to the numbers of the comparison period', async (query, ask) => {
    if (!isWhole(query)) return null;
    const all = await ask({ ...query, having: { kind: 'all', of: [] } });
    const then = ({ cells }: AnswerRow) =>
      Object.fromEntries(Object.entries(cells).map(([key, { previous }]) => [key, { decimal: previous }]));
    const rows = all.rows.filter((row) => keepsNumbers(query.having, then(row)));
    return { ...all, rows, rowCount: all.rowCount === null ? null : rows.length };
  }),
  inAnswer('totals are compared with the sum of the rows', async (query, ask) => {
    const right = await ask(query);
    if (right.totals === null) return null;
    const { rows } = await ask({ ...whole(query), groupBy: [], top: null, totals: false, overall: false });
    const cells = mapped(right.totals.cells, (cell, metric) => {
      const counterparts = rows.flatMap((row) => row.cells[metric]?.previous ?? []);
      return recompared(cell, cell.previous === null ? null : write(counterparts.map(parse).reduce(add, ZERO)));
    });
    return { ...right, totals: { ...right.totals, cells } };
  }),
];

/**
 * The comparison uses the numbers of another query over the same range; everything else is right.
 */
function comparedAs(name: string, other: (query: MetricQuery, right: Answer) => MetricQuery): Fault {
  return inAnswer(name, async (query, ask) => {
    if (query.compare === null) return null;
    const right = await ask(query);
    const { start, end } = right.meta.range;
    const range = { kind: 'to', from: { instant: start }, to: { instant: end } } as const;
    const wrong = await ask(other({ ...whole(query), range }, right));
    const [rows, overall] = [wrong.rows, wrong.overall ?? []].map(
      (all) => new Map(all.map((row) => [title(row), row])),
    );
    const recomparedRow = (row: AnswerRow, from: Pick<AnswerRow, 'cells'> | undefined): AnswerRow => ({
      ...row,
      cells: mapped(row.cells, (cell, metric) =>
        from === undefined ? cell : recompared(cell, from.cells[metric]!.previous),
      ),
    });
    return {
      ...right,
      rows: right.rows.map((row) => recomparedRow(row, rows!.get(title(row)))),
      overall: right.overall?.map((row) => recomparedRow(row, overall!.get(title(row)))) ?? null,
    };
  });
}

function inEveryCell(name: string, wrong: (cell: Cell) => Cell): Fault {
  return inAnswer(name, async (query, ask: Ask) => {
    if (query.compare === null) return null;
    const right = await ask(query);
    return { ...right, rows: right.rows.map((row) => ({ ...row, cells: mapped(row.cells, wrong) })) };
  });
}

function recompared(cell: Cell, previous: string | null): Cell {
  return { ...cell, ...changeOf(cell.decimal, previous) };
}

function over(difference: string | null, number: string | null): string | null {
  if (difference === null || number === null || isZero(subtract(parse(number), ZERO))) return null;
  return write(rounded(divide(parse(difference), parse(number))));
}

/** The same query for all rows. */
function whole(query: MetricQuery): MetricQuery {
  return { ...query, having: { kind: 'all', of: [] }, orderBy: [], limit: null, offset: 0 };
}

/** True if the answer has every row of groups that may have rows on one side only. */
function isWhole({ compare, top, limit, offset }: MetricQuery): boolean {
  return compare !== null && top === null && limit === null && offset === 0;
}

function mapped(cells: AnswerRow['cells'], to: (cell: Cell, metric: string) => Cell): AnswerRow['cells'] {
  return Object.fromEntries(Object.entries(cells).map(([metric, cell]) => [metric, to(cell, metric)]));
}

function group({ by, others }: AnswerRow): string {
  return JSON.stringify([by, others]);
}

function title(row: AnswerRow): string {
  return `${row.time.start} ${group(row)}`;
}
