import type { Row } from './data';
import { instantOf } from './data';

/** The columns that a row is valid from and until. */
export interface Interval {
  readonly from: string;
  readonly until: string;
}

/** True of a row that is valid at some time: it has a start, and no end that is not after it. */
export function isEverValid(row: Row, { from, until }: Interval): boolean {
  const [start, end] = [instantOf(row, from), instantOf(row, until)];
  return start !== null && (end === null || end > start);
}

/** True if the start lies before the moment, and the end is open or not before it. */
export function isValidAt(row: Row, interval: Interval, moment: number): boolean {
  const end = instantOf(row, interval.until);
  return isEverValid(row, interval) && instantOf(row, interval.from)! < moment && (end === null || end >= moment);
}
