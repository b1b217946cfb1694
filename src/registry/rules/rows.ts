import type { MeasureGrammar } from '../grammar/measure';
import type { Count, Sum } from '../registry';
import { NUMBER } from './columns';
import { readFactor } from './factors';
import { readAt, readColumn, type Reading } from './reading';

type Rows = Exclude<
  Extract<MeasureGrammar, { count: string } | { sum: string }>,
  { active: unknown } | { window: unknown }
>;

/** Counts and sums over the rows of a bucket. */
export function readRows(measure: Rows, reading: Reading): Count | Sum | null {
  const { table, filter, spot } = reading;
  const at = readAt(measure.at, reading);
  const rows = filter && at !== null ? { table: table.key, filter, at, lag: measure.lag ?? 0 } : null;
  if ('count' in measure) return rows && { kind: 'count', ...rows };
  const column = readColumn(measure.sum, NUMBER, spot.at('sum'), reading);
  const factor = readFactor(measure, reading);
  return rows && column && factor ? { kind: 'sum', ...rows, column, factor } : null;
}
