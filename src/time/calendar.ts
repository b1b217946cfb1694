import { Temporal } from 'temporal-polyfill';
import type { Grain } from './grain';

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

/** The first instant of a local date; of a date that the zone skipped, that of the next (docs/meaning.md#day). */
export function startOfDate(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

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
  let first = firstDate(dateOf(instant, zone), grain);
  let end = startOfDate(step(first, grain, 1), zone);
  // Where a zone skipped the first date of a bucket, the instant may already be past it.
  while (end <= instant) {
    first = step(first, grain, 1);
    end = startOfDate(step(first, grain, 1), zone);
  }
  return { start: startOfDate(first, zone), end };
}

/** All whole buckets of a grain that overlap the interval, in order. */
export function bucketsOver(interval: Interval, grain: Grain, zone: string): Interval[] {
  if (grain === 'hour') return hoursOver(interval, zone);
  const buckets: Interval[] = [];
  let date = firstDate(dateOf(interval.start, zone), grain);
  let start = startOfDate(date, zone);
  while (start < interval.end) {
    date = step(date, grain, 1);
    const end = startOfDate(date, zone);
    if (end > interval.start && end > start) buckets.push({ start, end });
    start = end;
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

/** The first date of the bucket that holds a date. */
export function firstDate(date: Temporal.PlainDate, grain: Exclude<Grain, 'hour'>): Temporal.PlainDate {
  if (grain === 'day') return date;
  if (grain === 'week') return date.subtract({ days: date.dayOfWeek - 1 });
  if (grain === 'month') return date.with({ day: 1 });
  if (grain === 'quarter') return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
  return date.with({ day: 1, month: 1 });
}

/** The date `count` buckets of a grain later. */
export function step(date: Temporal.PlainDate, grain: Exclude<Grain, 'hour'>, count: number): Temporal.PlainDate {
  if (grain === 'day') return date.add({ days: count });
  if (grain === 'week') return date.add({ weeks: count });
  if (grain === 'month') return date.add({ months: count });
  if (grain === 'quarter') return date.add({ months: 3 * count });
  return date.add({ years: count });
}

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

/** A full hour of the local clock, cut where the clock changes: a repeated hour is two buckets. */
function hourAt(instant: number, zone: string): Interval {
  const here = zoned(instant, zone);
  const offset = here.offsetNanoseconds / 1e6;
  const start = instant - modulo(instant + offset, HOUR);
  const changed = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds ?? -Infinity;
  const changes = here.getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
  return { start: Math.max(start, changed), end: Math.min(start + HOUR, changes) };
}

function hoursOver(interval: Interval, zone: string): Interval[] {
  const buckets: Interval[] = [];
  let bucket = hourAt(interval.start, zone);
  let changes = nextChange(bucket.start, zone);
  while (bucket.start < interval.end) {
    buckets.push(bucket);
    const start = bucket.end;
    // Between two clock changes hours are plain; asking the zone for each would be a hundred times slower.
    if (start + HOUR <= changes) bucket = { start, end: start + HOUR };
    else {
      bucket = hourAt(start, zone);
      changes = nextChange(start, zone);
    }
  }
  return buckets;
}

function nextChange(instant: number, zone: string): number {
  return zoned(instant, zone).getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
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
