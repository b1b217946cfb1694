import { Temporal } from 'temporal-polyfill';
import { dateOf, startOfDate } from './calendar';
import type { Grain } from './grain';

/**
 * The result of moving a moment. If its date does not exist there (Feb 29 a year earlier), `at` is
 * the start of the next date that exists.
 */
export interface Moved {
  readonly at: number;
  readonly exists: boolean;
}

type DateUnit = Exclude<Grain, 'hour'>;

const HOUR = 3_600_000;
const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The date `count` units earlier, or the next date if that one does not exist. */
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
 * A boundary `count` units earlier at the same local time. The start of a date moves to the start
 * of the other date. Hours are elapsed time (docs/meaning.md#shift).
 */
export function boundaryBefore(at: number, count: number, unit: Grain, zone: string): Moved {
  if (unit === 'hour') return { at: at - count * HOUR, exists: true };
  const own = dateOf(at, zone);
  if (startOfDate(own, zone) !== at) return momentBefore(at, count, unit, zone);
  const { date, exists } = dateBefore(own, count, unit);
  return { at: startOfDate(date, zone), exists: exists && !isSkipped(date, zone) };
}

/** A moment `count` units earlier at the same local time. Hours are elapsed time. */
export function momentBefore(at: number, count: number, unit: Grain, zone: string): Moved {
  if (unit === 'hour') return { at: at - count * HOUR, exists: true };
  const { date, exists } = dateBefore(clockDate(at, zone), count, unit);
  return exists ? onDate(at, date, zone) : { at: startOfDate(date, zone), exists };
}

/**
 * Moves a moment from the period that starts at `from` to the same position in the period that
 * starts at `to`, at the same local time. The position counts days, or whole months and the day of
 * the month (docs/meaning.md#running-counterparts).
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

/**
 * The date on the local clock. After a clock was turned back over midnight, it can differ from the
 * date whose day contains the instant.
 */
export function clockDate(at: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
}

/** A day in the month of `first`, or the first day of the next month if the month is too short. */
function inMonth(first: Temporal.PlainDate, day: number): { date: Temporal.PlainDate; exists: boolean } {
  return day <= first.daysInMonth
    ? { date: first.with({ day }), exists: true }
    : { date: first.add({ months: 1 }), exists: false };
}

/** The local time of an instant, on another date. */
function onDate(at: number, date: Temporal.PlainDate, zone: string): Moved {
  if (isSkipped(date, zone)) return { at: startOfDate(date, zone), exists: false };
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainTime();
  return { at: date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds, exists: true };
}

/** True if the zone skipped the date. */
function isSkipped(date: Temporal.PlainDate, zone: string): boolean {
  return startOfDate(date.add({ days: 1 }), zone) === startOfDate(date, zone);
}
