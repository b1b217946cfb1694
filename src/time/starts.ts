import { Temporal } from 'temporal-polyfill';
import type { Grain } from './grain';

/**
 * Starts of buckets by year, grain and zone. Finding the start of a date takes ten microseconds,
 * and a query may need the same ten thousand dates a dozen times.
 */
const known = new Map<string, readonly number[]>();

/** Years kept in the cache, over all zones and grains. A year of days takes 3 kB. */
const MOST_YEARS = 2_000;

/**
 * The first instant of a local date, or of the next one if the zone skipped it
 * (docs/meaning.md#day).
 */
export function startOfDate(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/**
 * The starts of buckets of a grain, in order and without duplicates, from the bucket that contains
 * the instant. The sequence never ends.
 */
export function* startsFrom(instant: number, grain: Exclude<Grain, 'hour'>, zone: string): Generator<number, never> {
  let year = yearOf(instant, grain, zone);
  let starts = startsIn(year, grain, zone);
  let at = indexOfStart(instant, starts);
  let last = -Infinity;
  for (;;) {
    for (; at < starts.length; at++) {
      // A year begins at the same instant as the previous date if the zone skipped that date.
      if (starts[at]! > last) yield (last = starts[at]!);
    }
    starts = startsIn(++year, grain, zone);
    at = 0;
  }
}

/** The year of the first date of the bucket that contains the instant. */
function yearOf(instant: number, grain: Exclude<Grain, 'hour'>, zone: string): number {
  let year = new Date(instant).getUTCFullYear();
  while (startsIn(year, grain, zone)[0]! > instant) year--;
  while (startsIn(year, grain, zone).at(-1)! <= instant && startsIn(year + 1, grain, zone)[0]! <= instant) year++;
  return year;
}

/** The index of the last start that is not after the instant. */
function indexOfStart(instant: number, starts: readonly number[]): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle]! <= instant) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The starts of the buckets whose first dates are in a year. */
function startsIn(year: number, grain: Exclude<Grain, 'hour'>, zone: string): readonly number[] {
  const key = `${year} ${grain} ${zone}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const starts: number[] = [];
  let date = firstDate(new Temporal.PlainDate(year, 1, 1), grain);
  if (date.year < year) date = step(date, grain, 1);
  for (; date.year === year; date = step(date, grain, 1)) starts.push(startOfDate(date, zone));
  if (known.size >= MOST_YEARS) known.clear();
  known.set(key, starts);
  return starts;
}

/** The first date of the bucket that contains a date. */
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

/** The number of years whose starts are kept. */
export function keptYears(): number {
  return known.size;
}
