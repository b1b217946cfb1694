import type { Bucket } from './calendar';

/** Up to when there are rows: the moment of the answer, or that moment moved to the period compared with. */
export interface Moment {
  readonly instant: number;
  /** Whether the instant itself is in. It is not where a moment was moved to a date that does not exist: what comes next is out. */
  readonly isIn: boolean;
}

/** Rows dated at the very instant exist. */
export function momentAt(instant: number): Moment {
  return { instant, isIn: true };
}

/** Nothing from the instant on exists. */
export function momentBefore(instant: number): Moment {
  return { instant, isIn: false };
}

/** True of instants that rows may be dated at, and at which buckets have begun. */
export function hasCome(moment: Moment, instant: number): boolean {
  return instant < moment.instant || (moment.isIn && instant === moment.instant);
}

export function isComplete(moment: Moment, bucket: Bucket): boolean {
  return bucket.end <= moment.instant;
}

/** When the bucket closes: at its end, or at the moment while it runs. */
export function closeOf(moment: Moment, bucket: Bucket): number {
  return Math.min(bucket.end, moment.instant);
}

/** The last instant of the bucket that has come. */
export function latestIn(moment: Moment, bucket: Bucket): number {
  return Math.min(bucket.end - 1, moment.isIn ? moment.instant : moment.instant - 1);
}
