import type { MeasureGrammarOf } from '../grammar/measure';
import type { Rolling } from '../../model/measure';
import { readAmount } from './amounts';
import { readAt, type MeasureContext } from './measureContext';
import { readWindow } from './windows';

/**
 * Over the rows of a window: their number, the sum of a column, or the number of distinct entities.
 */
export function readRolling(measure: MeasureGrammarOf<'rolling'>, context: MeasureContext): Rolling | null {
  const { table, filter } = context;
  const at = readAt(measure.at, context);
  const amount = readAmount(measure, context);
  if (!filter || !at || !amount) return null;
  return { kind: 'rolling', table: table.key, filter, at, ...amount, window: readWindow(measure.window) };
}
