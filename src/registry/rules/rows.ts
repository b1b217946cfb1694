import type { Count, Sum } from '../../model/measure';
import type { MeasureGrammarOf } from '../grammar/measure';
import { NUMBER } from './columns';
import { readFactor } from './factors';
import { readAt, readColumn, type MeasureContext } from './measureContext';

/** A count of the rows of a bucket. */
export function readCount(measure: MeasureGrammarOf<'count'>, context: MeasureContext): Count | null {
  const rows = readRows(measure, context);
  return rows && { kind: 'count', ...rows };
}

/** The sum of a column over the rows of a bucket. */
export function readSum(measure: MeasureGrammarOf<'sum'>, context: MeasureContext): Sum | null {
  const rows = readRows(measure, context);
  const column = readColumn(measure.sum, NUMBER, context.spot.at('sum'), context);
  const factor = readFactor(measure, context);
  return rows && column && factor ? { kind: 'sum', ...rows, column, factor } : null;
}

function readRows(
  measure: MeasureGrammarOf<'count' | 'sum'>,
  context: MeasureContext,
): Pick<Count, 'table' | 'filter' | 'at' | 'lag'> | null {
  const { table, filter } = context;
  const at = readAt(measure.at, context);
  return filter && at !== null ? { table: table.key, filter, at, lag: measure.lag ?? 0 } : null;
}
