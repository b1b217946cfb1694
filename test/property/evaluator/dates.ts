import { DateTime } from 'luxon';
import type { Grain } from '../../../src/time/grain';
import type { Calendar } from './calendar';
import { hasDate } from './clock';

/**
 * A date at a distance from another. If there is no such date (February 30, or one the zone
 * skipped), the next existing date.
 */
export interface MovedDate {
  readonly date: string;
  readonly exists: boolean;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The date a number of units earlier. */
export function unitsBefore(calendar: Calendar, date: string, count: number, unit: Exclude<Grain, 'hour'>): MovedDate {
  if (unit === 'day') return daysAfter(calendar, date, -count);
  if (unit === 'week') return daysAfter(calendar, date, -7 * count);
  return monthsAfter(calendar, date, -count * MONTHS[unit]);
}

export function daysAfter(calendar: Calendar, date: string, count: number): MovedDate {
  return existing(calendar, plain(date).plus({ days: count }));
}

/** The same day of another month. */
export function monthsAfter(calendar: Calendar, date: string, count: number): MovedDate {
  const from = plain(date);
  const first = from.startOf('month').plus({ months: count });
  if (from.day <= first.endOf('month').day) return existing(calendar, first.plus({ days: from.day - 1 }));
  return { ...existing(calendar, first.plus({ months: 1 })), exists: false };
}

/** The number of days from `from` to `to`, by the calendar. */
export function daysBetween(from: string, to: string): number {
  return Math.round(plain(to).diff(plain(from), 'days').days);
}

/** The number of months from the month of `from` to that of `to`. */
export function monthsBetween(from: string, to: string): number {
  const [a, b] = [plain(from), plain(to)];
  return 12 * (b.year - a.year) + b.month - a.month;
}

function existing(calendar: Calendar, wanted: DateTime): MovedDate {
  let date = wanted;
  while (!hasDate(calendar, text(date))) date = date.plus({ days: 1 });
  return { date: text(date), exists: date === wanted };
}

function plain(date: string): DateTime {
  return DateTime.fromISO(date, { zone: 'utc' });
}

function text(date: DateTime): string {
  return date.toISODate() ?? '';
}
