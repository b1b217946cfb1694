import { Temporal } from 'temporal-polyfill';
import { clockAt } from './clock';
import type { Grain } from './grain';
import { firstDate, startOfDate, startsFrom, step } from './starts';

export { firstDate, startOfDate, step };

/** A half-open interval of time, in milliseconds since the epoch. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Longest bucket of each grain, without the hour or day that a rare clock change adds. */
const LONGEST: Record<Grain, number> = {
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 31 * DAY,
  quarter: 92 * DAY,
  year: 366 * DAY,
};

/** The local date whose day contains the instant. */
export function dateOf(instant: number, zone: string): Temporal.PlainDate {
  const date = zoned(instant, zone).toPlainDate();
  // A clock turned back over midnight shows the end of `date` again after the next date has begun.
  const next = date.add({ days: 1 });
  return startOfDate(next, zone) <= instant ? next : date;
}

/** The bucket of a grain that contains the instant. */
export function bucketAt(instant: number, grain: Grain, zone: string): Interval {
  if (grain === 'hour') return hourAt(instant, zone);
  return bucketsOver({ start: instant, end: instant + 1 }, grain, zone)[0]!;
}

/** All whole buckets of a grain that overlap the interval, in order. */
export function bucketsOver(interval: Interval, grain: Grain, zone: string): Interval[] {
  if (grain === 'hour') return hoursOver(interval, zone);
  const buckets: Interval[] = [];
  let start: number | null = null;
  for (const next of startsFrom(interval.start, grain, zone)) {
    if (start !== null) buckets.push({ start, end: next });
    if (next >= interval.end) break;
    start = next;
  }
  return buckets;
}

/** The start of the bucket that lies `count` buckets before the one that starts at `start`. */
export function bucketsBefore(start: number, count: number, grain: Grain, zone: string): number {
  if (count === 0) return start;
  // `count` buckets are at most this long. Clock changes and skipped dates make some shorter or
  // longer, so this looks at a few more.
  const from = start - (count + 2) * LONGEST[grain];
  return bucketsOver({ start: from, end: start }, grain, zone).at(-count)!.start;
}

/** The approximate number of buckets in an interval, to reject too many without computing them. */
export function roughCount(interval: Interval, grain: Grain): number {
  const days = { hour: 1 / 24, day: 1, week: 7, month: 30.44, quarter: 91.31, year: 365.24 }[grain];
  return Math.ceil((interval.end - interval.start) / (days * 24 * HOUR));
}

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

/**
 * A full hour of the local clock, divided where the clock changes: a repeated hour is two buckets.
 */
function hourAt(instant: number, zone: string): Interval {
  const { since, until, ahead } = clockAt(instant, zone);
  const start = instant - modulo(instant + ahead, HOUR);
  return { start: Math.max(start, since), end: Math.min(start + HOUR, until) };
}

function hoursOver(interval: Interval, zone: string): Interval[] {
  const buckets: Interval[] = [];
  for (let bucket = hourAt(interval.start, zone); bucket.start < interval.end; bucket = hourAt(bucket.end, zone))
    buckets.push(bucket);
  return buckets;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** The interval from the first start to the last end; null if there are no intervals. */
export function spanOf(intervals: readonly (Interval | null)[]): Interval | null {
  const known = intervals.filter((one) => one !== null);
  if (known.length === 0) return null;
  return { start: Math.min(...known.map(({ start }) => start)), end: Math.max(...known.map(({ end }) => end)) };
}
