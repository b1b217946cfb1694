import { DateTime } from 'luxon';
import type { Calendar } from './calendar';

/** A reading of calendar and clock: a date, and the milliseconds since midnight. */
export interface Reading {
  readonly date: string;
  readonly time: number;
}

const DAY = 86_400_000;

export function readingAt(calendar: Calendar, instant: number): Reading {
  const local = instant + calendar.offset(instant);
  const midnight = Math.floor(local / DAY) * DAY;
  return { date: DateTime.fromMillis(midnight, { zone: 'utc' }).toISODate() ?? '', time: local - midnight };
}

/**
 * The instant at which the clock shows the reading: the earlier one of two. A reading that the
 * clock skipped moves later by the length of the gap. The zone must have the date.
 */
export function instantOf(calendar: Calendar, { date, time }: Reading): number {
  const local = DateTime.fromISO(date, { zone: 'utc' }).toMillis() + time;
  // No zone is a day away from UTC, so these are the offsets before and after any change nearby.
  const [before, after] = [calendar.offset(local - DAY), calendar.offset(local + DAY)];
  const candidates = [local - before, local - after].sort((a, b) => a - b);
  return candidates.find((instant) => instant + calendar.offset(instant) === local) ?? local - before;
}

/** False of a date that the zone skipped. */
export function hasDate(calendar: Calendar, date: string): boolean {
  return calendar.dateOf(calendar.startOfDate(date)) === date;
}
