import type { MeasureGrammar } from '../grammar/measure';
import type { Rolling } from '../registry';
import { readAmount } from './amounts';
import { readAt, type Reading } from './reading';
import { readWindow } from './windows';

type OverWindow = Extract<MeasureGrammar, { window: unknown }>;

/** The rows of a window that ends with the bucket: their number, the sum of a column, or different entities. */
export function readRolling(measure: OverWindow, reading: Reading): Rolling | null {
  const { table, filter } = reading;
  const at = readAt(measure.at, reading);
  const amount = readAmount(measure, reading);
  if (!filter || !at || !amount) return null;
  return { kind: 'rolling', table: table.key, filter, at, ...amount, window: readWindow(measure.window) };
}
