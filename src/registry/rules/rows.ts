import type { MeasureGrammar } from '../grammar/measure';
import type { Count, Sum } from '../../model/registry';
import { NUMBER } from './columns';
import { readFactor } from './factors';
import { readAt, readColumn, type MeasureContext } from './measureContext';

type Rows = Exclude<
  Extract<MeasureGrammar, { count: string } | { sum: string }>,
  { active: unknown } | { window: unknown }
>;

/** Reads a count or a sum over the rows of a bucket; null if there are problems. */
export function readRows(measure: Rows, context: MeasureContext): Count | Sum | null {
  const { table, filter, spot } = context;
  const at = readAt(measure.at, context);
  const rows = filter && at !== null ? { table: table.key, filter, at, lag: measure.lag ?? 0 } : null;
  if ('count' in measure) return rows && { kind: 'count', ...rows };
  const column = readColumn(measure.sum, NUMBER, spot.at('sum'), context);
  const factor = readFactor(measure, context);
  return rows && column && factor ? { kind: 'sum', ...rows, column, factor } : null;
}
