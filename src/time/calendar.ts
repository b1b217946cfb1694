import { Temporal } from 'temporal-polyfill';
import { clockAt } from './clock';
import type { Grain } from './grain';
import { firstDate, startOfDate, startsFrom, step } from './starts';

export { firstDate, startOfDate, step };

/** A half-open stretch of time in milliseconds since the epoch. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No bucket is longer, but for the hour or the day that a clock change adds once in a while. */
const LONGEST: Record<Grain, number> = {
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 31 * DAY,
  quarter: 92 * DAY,
  year: 366 * DAY,
};

/** The local date whose day holds the instant. */
export function dateOf(instant: number, zone: string): Temporal.PlainDate {
  const date = zoned(instant, zone).toPlainDate();
  // A clock turned back over midnight repeats the end of the day before, after the date has begun.
  const next = date.add({ days: 1 });
  return startOfDate(next, zone) <= instant ? next : date;
}

/** The bucket of a grain that holds the instant. */
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
  // So many buckets take at least this long; where clock changes or a skipped date made some of them shorter, a few more are looked at.
  const from = start - (count + 2) * LONGEST[grain];
  return bucketsOver({ start: from, end: start }, grain, zone).at(-count)!.start;
}

/** How many buckets an interval holds, near enough to refuse too many of them without making them. */
export function roughCount(interval: Interval, grain: Grain): number {
  const days = { hour: 1 / 24, day: 1, week: 7, month: 30.44, quarter: 91.31, year: 365.24 }[grain];
  return Math.ceil((interval.end - interval.start) / (days * 24 * HOUR));
}

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

/** A full hour of the local clock, cut where the clock changes: a repeated hour is two buckets. */
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

/** From the first start to the last end; null of none. */
export function spanOf(intervals: readonly (Interval | null)[]): Interval | null {
  const known = intervals.filter((one) => one !== null);
  if (known.length === 0) return null;
  return { start: Math.min(...known.map(({ start }) => start)), end: Math.max(...known.map(({ end }) => end)) };
}
