import type { EngineRow } from '../engine/engine';
import type { Measured, Plan } from '../plan/plan';
import type { QuerySql } from '../sql/querySql';
import type { Answer, AnswerRow, Cell, Period } from './answer';

type Layout = Pick<QuerySql, 'columns' | 'tagged'>;
type View = 'rows' | 'totals';

/** Turns the statement's rows into the answer's. */
export function decodeRows(
  plan: Plan,
  layout: Layout,
  answered: readonly EngineRow[],
): Pick<Answer, 'totals' | 'rowCount'> & { rows: AnswerRow[] } {
  const first = layout.tagged ? 2 : 0;
  const asOf = plan.asOf;
  const times = plan.buckets.map((bucket) => timed(bucket, asOf));
  const readRow = cellReader(plan, layout, 'rows', first + 1 + plan.groupBy.length);
  const rows: AnswerRow[] = [];
  let last: EngineRow | null = null;
  for (const row of answered) {
    if (layout.tagged && row[0] === '1') {
      last = row;
      continue;
    }
    const slot = Number(row[first]);
    const by: Record<string, string | null> = {};
    for (let index = 0; index < plan.groupBy.length; index++) by[plan.groupBy[index]!] = row[first + 1 + index]!;
    rows.push({ time: times[slot - 1]!, by, cells: readRow(row, slot) });
  }
  if (last === null) return { rows, totals: null, rowCount: null };
  const readTotals = plan.totals ? cellReader(plan, layout, 'totals', first + 1 + plan.groupBy.length) : null;
  return {
    rows,
    totals: readTotals === null ? null : { time: timed(plan.range, asOf), cells: readTotals(last, 1) },
    rowCount: plan.rowCount ? Number(last.at(-1)) : null,
  };
}

/** A decimal without trailing zeros. */
export function canonical(decimal: string): string {
  if (!decimal.includes('.')) return decimal === '-0' ? '0' : decimal;
  const short = decimal.replace(/\.?0+$/, '');
  return short === '-0' || short === '' ? '0' : short;
}

function timed({ start, end }: Period, asOf: number): AnswerRow['time'] {
  return { start, end, complete: end <= asOf };
}

/** Where each metric's columns are is the same for every row: found once. */
function cellReader(plan: Plan, { columns }: Layout, view: View, first: number) {
  const at = (metric: string, part: string) =>
    columns.findIndex((column) => column.metric === metric && column.part === part) + first;
  const readers = plan.metrics.map((metric) => {
    const measured = metric[view]!;
    const value = at(metric.key, 'value');
    const share = columns.some(({ metric: key, part }) => key === metric.key && part === 'share') ? value + 1 : null;
    if (metric.kind === 'plain')
      return [metric.key, (row: EngineRow, slot: number) => plainCell(row, slot, value, share, measured)] as const;
    const parts = { value, numerator: value + 1, denominator: value + 2, seen: value + 3 };
    return [metric.key, (row: EngineRow, slot: number) => ratioCell(row, slot, parts, measured)] as const;
  });
  return (row: EngineRow, slot: number): Record<string, Cell> => {
    const cells: Record<string, Cell> = {};
    for (const [key, read] of readers) cells[key] = read(row, slot);
    return cells;
  };
}

function plainCell(row: EngineRow, slot: number, value: number, share: number | null, { complete }: Measured): Cell {
  const decimal = row[value]!;
  const part = share === null ? null : row[share]!;
  return {
    decimal: decimal === null ? null : canonical(decimal),
    status: decimal === null ? 'NO_DATA' : 'OK',
    complete: complete[slot - 1]!,
    share: part === null ? null : canonical(part),
    numerator: null,
    denominator: null,
  };
}

interface RatioColumns {
  readonly value: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly seen: number;
}

/** No row on either side is NO_DATA, a numerator over 0 DIVIDE_BY_ZERO (docs/meaning.md#ratio). */
function ratioCell(row: EngineRow, slot: number, at: RatioColumns, { complete }: Measured): Cell {
  const decimal = row[at.value]!;
  const numerator = row[at.numerator]!;
  const denominator = row[at.denominator]!;
  return {
    decimal: decimal === null || row[at.seen] !== 't' ? null : canonical(decimal),
    status: row[at.seen] !== 't' ? 'NO_DATA' : decimal === null ? 'DIVIDE_BY_ZERO' : 'OK',
    complete: complete[slot - 1]!,
    share: null,
    numerator: numerator === null ? null : canonical(numerator),
    denominator: denominator === null ? null : canonical(denominator),
  };
}
