import type { Bucket } from './calendar';

/** The last moment of which rows count: asOf, or asOf moved to the comparison period. */
export interface Moment {
  readonly instant: number;
  /**
   * Whether rows at the instant itself count. They do not if asOf moved to a date that does not
   * exist; then the instant starts the next date.
   */
  readonly isIn: boolean;
}

/** Rows dated at the instant count. */
export function momentAt(instant: number): Moment {
  return { instant, isIn: true };
}

/** Rows dated at the instant or later do not count. */
export function momentBefore(instant: number): Moment {
  return { instant, isIn: false };
}

/** True of instants whose rows count, and at which buckets have begun. */
export function hasCome(moment: Moment, instant: number): boolean {
  return instant < moment.instant || (moment.isIn && instant === moment.instant);
}

export function isComplete(moment: Moment, bucket: Bucket): boolean {
  return bucket.end <= moment.instant;
}

/** The close of the bucket: its end, or the moment while the bucket is running. */
export function closeOf(moment: Moment, bucket: Bucket): number {
  return Math.min(bucket.end, moment.instant);
}

/** The last instant of the bucket whose rows count. */
export function latestIn(moment: Moment, bucket: Bucket): number {
  return Math.min(bucket.end - 1, moment.isIn ? moment.instant : moment.instant - 1);
}
