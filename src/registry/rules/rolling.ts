import type { MeasureGrammar } from '../grammar/measure';
import type { Rolling } from '../../model/registry';
import { readAmount } from './amounts';
import { readAt, type MeasureContext } from './measureContext';
import { readWindow } from './windows';

type OverWindow = Extract<MeasureGrammar, { window: unknown }>;

/** The rows of a window that ends with the bucket: their number, the sum of a column, or different entities. */
export function readRolling(measure: OverWindow, context: MeasureContext): Rolling | null {
  const { table, filter } = context;
  const at = readAt(measure.at, context);
  const amount = readAmount(measure, context);
  if (!filter || !at || !amount) return null;
  return { kind: 'rolling', table: table.key, filter, at, ...amount, window: readWindow(measure.window) };
}
