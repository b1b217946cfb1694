import type { Row } from './data';
import { instantOf } from './data';

/** The columns of a row's validity: from and until. */
export interface Interval {
  readonly from: string;
  readonly until: string;
}

/** True of a row that is valid at some time: it has a start, and its end is open or after it. */
export function isEverValid(row: Row, { from, until }: Interval): boolean {
  const [start, end] = [instantOf(row, from), instantOf(row, until)];
  return start !== null && (end === null || end > start);
}

/** True if the start is before the moment, and the end is open or not before it. */
export function isValidAt(row: Row, interval: Interval, moment: number): boolean {
  const end = instantOf(row, interval.until);
  return isEverValid(row, interval) && instantOf(row, interval.from)! < moment && (end === null || end >= moment);
}
