import { Temporal } from 'temporal-polyfill';
import { dateOf, startOfDate } from './calendar';
import type { Grain } from './grain';

/** Where something came to be moved. Without its date there (Feb 29 a year before), `at` begins the next one that exists. */
export interface Moved {
  readonly at: number;
  readonly exists: boolean;
}

type DateUnit = Exclude<Grain, 'hour'>;

const HOUR = 3_600_000;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** A date `count` units earlier; where there is no such date, the next one. */
export function dateBefore(
  date: Temporal.PlainDate,
  count: number,
  unit: DateUnit,
): { date: Temporal.PlainDate; exists: boolean } {
  if (unit === 'day' || unit === 'week')
    return { date: date.subtract({ days: unit === 'day' ? count : 7 * count }), exists: true };
  return inMonth(date.with({ day: 1 }).subtract({ months: count * MONTHS[unit] }), date.day);
}

/**
 * A boundary `count` units earlier at the same local time; what begins a date begins that one too. Hours are elapsed time
 * (docs/meaning.md#shift).
 */
export function boundaryBefore(at: number, count: number, unit: Grain, zone: string): Moved {
  if (unit === 'hour') return { at: at - count * HOUR, exists: true };
  const own = dateOf(at, zone);
  if (startOfDate(own, zone) !== at) return momentBefore(at, count, unit, zone);
  const { date, exists } = dateBefore(own, count, unit);
  return { at: startOfDate(date, zone), exists: exists && !isSkipped(date, zone) };
}

/** A moment `count` units earlier, when the clock reads the same. Hours are elapsed time. */
export function momentBefore(at: number, count: number, unit: Grain, zone: string): Moved {
  if (unit === 'hour') return { at: at - count * HOUR, exists: true };
  const { date, exists } = dateBefore(clockDate(at, zone), count, unit);
  return exists ? onDate(at, date, zone) : { at: startOfDate(date, zone), exists };
}

/**
 * A moment as far into the stretch that begins at `to` as it is into the one that begins at `from`, when the clock reads the same: counted in
 * days, or in whole months and the day of the month (docs/meaning.md#running-counterparts).
 */
export function placedLikewise(
  at: number,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  by: 'days' | 'months',
  zone: string,
): Moved {
  const here = clockDate(at, zone);
  if (by === 'days') return onDate(at, to.add(from.until(here)), zone);
  const months = (here.year - from.year) * 12 + here.month - from.month;
  const { date, exists } = inMonth(to.add({ months }), here.day);
  return exists ? onDate(at, date, zone) : { at: startOfDate(date, zone), exists };
}

/** The date that the clock reads; not always the one whose day holds the instant, where it was turned back over midnight. */
export function clockDate(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** A day of the month of `first`; the first of the next one where the month is too short. */
function inMonth(first: Temporal.PlainDate, day: number): { date: Temporal.PlainDate; exists: boolean } {
  return day <= first.daysInMonth
    ? { date: first.with({ day }), exists: true }
    : { date: first.add({ months: 1 }), exists: false };
}

/** The clock's time of an instant on another date. */
function onDate(at: number, date: Temporal.PlainDate, zone: string): Moved {
  if (isSkipped(date, zone)) return { at: startOfDate(date, zone), exists: false };
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime();
  return { at: date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds, exists: true };
}

/** A date that the zone left out. */
function isSkipped(date: Temporal.PlainDate, zone: string): boolean {
  return startOfDate(date.add({ days: 1 }), zone) === startOfDate(date, zone);
}
