import type { MeasureGrammar } from '../grammar/measure';
import type { Rolling } from '../../model/registry';
import { readAmount } from './amounts';
import { readAt, type MeasureContext } from './measureContext';
import { readWindow } from './windows';

type OverWindow = Extract<MeasureGrammar, { window: unknown }>;

/**
 * Reads a measure of a window that ends with the bucket: a number of rows, the sum of a column, or
 * a number of different entities. Null if there are problems.
 */
export function readRolling(measure: OverWindow, context: MeasureContext): Rolling | null {
  const { table, filter } = context;
  const at = readAt(measure.at, context);
  const amount = readAmount(measure, context);
  if (!filter || !at || !amount) return null;
  return { kind: 'rolling', table: table.key, filter, at, ...amount, window: readWindow(measure.window) };
}
