import type { Reading } from '../../plan/reading';
import { name, sql } from '../fragment';
import { isAddedUp, columnsOf, keysOf, type Branch, type BranchContext } from './branch';

/** The CTE with all readings by slot and group. */
export const CELLS = 'cells';

/** Whether the cells already give a reading over the whole range, as their sum. */
export function isSummed(context: BranchContext, reading: Reading): boolean {
  const { placement, othersSuffix } = context.view;
  return placement === 'rangeTotal' && othersSuffix === null && reading.sumsUp && isAddedUp(context, reading);
}

/** Readings over the whole range as sums of the cells, so that no scan is read again. */
export function summedBranch(context: BranchContext, readings: readonly Reading[]): Branch {
  const columns = new Set(readings.flatMap((reading) => Object.values(columnsOf(reading))));
  return {
    slot: sql`1`,
    keys: keysOf(context, 'c'),
    values: new Map([...columns].map((column) => [column, sql`sum(c.${name(column)})`])),
    from: sql`from ${name(context.view.cells)} as c`,
    grouped: true,
  };
}
