import { DateTime } from 'luxon';
import type { Calendar } from './calendar';

/** What the calendar and the clock on a wall show: a date, and the milliseconds since midnight. */
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
 * The instant at which they show it: the earlier of two; where the clock was put forward over it, as much later as it was put
 * forward. The date is one that the zone has.
 */
export function instantOf(calendar: Calendar, { date, time }: Reading): number {
  const local = DateTime.fromISO(date, { zone: 'utc' }).toMillis() + time;
  // No zone is a day away from UTC: these are the offsets before and after any change that is near.
  const [before, after] = [calendar.offset(local - DAY), calendar.offset(local + DAY)];
  const candidates = [local - before, local - after].sort((a, b) => a - b);
  return candidates.find((instant) => instant + calendar.offset(instant) === local) ?? local - before;
}

/** False of a date that the zone skipped. */
export function hasDate(calendar: Calendar, date: string): boolean {
  return calendar.dateOf(calendar.startOfDate(date)) === date;
}
