import { Temporal } from 'temporal-polyfill';
import { matchKind } from '../model/byKind';
import {
  bucketAt,
  bucketsBefore,
  bucketsOver,
  dateOf,
  firstDate,
  startOfDate,
  step,
  type Interval,
} from '../time/calendar';
import { type Grain } from '../time/grain';
import { boundaryBefore, clockDate, dateBefore, momentBefore, placedLikewise, type Moved } from '../time/move';
import { justAfter } from '../time/asOf';
import { writeInstant } from '../time/writing';
import type { Comparison, QueryFrame } from './query';
import type { ResolvedRange } from './range';
import { checkYears } from './timePoint';

type TimeFields = Pick<QueryFrame, 'grain' | 'timeZone' | 'asOf'>;

/** The other side of a comparison (docs/meaning.md#comparison). */
export interface Counterparts {
  /** The comparison period of the whole range; null if nothing is left of it. */
  readonly period: Interval | null;
  /** The part of it that counts: up to asOf, moved. Null if nothing counts. */
  readonly counted: Interval | null;
  /** By bucket of the range; null if it has no counterpart. */
  readonly buckets: readonly (Interval | null)[];
  /**
   * The end of visible time, exclusive, in the counterpart of a bucket that is not over at asOf.
   */
  readonly until: number;
  /** The same for the whole range. */
  readonly periodUntil: number;
}

/**
 * The comparison period of a range, bucket by bucket. Errors: BAD_RANGE if it lies before all
 * calendars.
 */
export function counterpartsOf(query: TimeFields, resolved: ResolvedRange, compare: Comparison): Counterparts {
  const {
    period,
    buckets,
    moved,
    movedInPeriod = moved,
  } = matchKind<Comparison, OtherSide, []>(compare, {
    previousPeriod: () => periodBefore(query, resolved),
    shift: ({ shift, unit }) => shifted(query, resolved, shift, unit),
  });
  checkYears(period.start, `The period compared with starts at ${writeInstant(period.start, query.timeZone)}`, NEARER);
  const isEmpty = period.start >= period.end;
  return {
    period: isEmpty ? null : period,
    counted: isEmpty ? null : countedOf(period, movedInPeriod, resolved.range, query.asOf),
    buckets: buckets.map((bucket, index) => (resolved.buckets[index]!.start <= query.asOf ? bucket : null)),
    until: untilOf(moved),
    periodUntil: untilOf(movedInPeriod),
  };
}

/**
 * If the moved date does not exist, `at` is the start of the next date. No row of that date is
 * visible.
 */
function untilOf({ at, exists }: Moved): number {
  return exists ? justAfter(at) : at;
}

/** A range that is not over is compared up to the moved moment; one that has not begun, not. */
function countedOf(period: Interval, { at }: Moved, range: Interval, asOf: number): Interval | null {
  if (asOf < range.start) return null;
  if (asOf >= range.end) return period;
  return { start: period.start, end: Math.max(period.start, Math.min(period.end, at)) };
}

const NEARER = 'Compare with a period that is not so far back.';

interface OtherSide {
  readonly period: Interval;
  readonly buckets: readonly (Interval | null)[];
  /** asOf, moved by the same rule. */
  readonly moved: Moved;
  /** asOf, moved from the range to its period, if that is another moment. */
  readonly movedInPeriod?: Moved;
}

/**
 * As many whole months before a range of whole months. Before any other, the same number of
 * buckets; without a grain, the same length.
 */
function periodBefore(query: TimeFields, resolved: ResolvedRange): OtherSide {
  const { grain, timeZone, asOf } = query;
  const { range, buckets } = resolved;
  if (grain === null) return lengthBefore(range, timeZone, asOf);
  if (isOfMonths(resolved, grain, timeZone)) return monthsBefore({ ...query, grain }, resolved);
  const earlier = bucketsEarlier(buckets, buckets.length, grain, timeZone);
  const here = bucketAt(asOf, grain, timeZone);
  const there = bucketsBefore(here.start, buckets.length, grain, timeZone);
  const moved =
    grain === 'hour'
      ? { at: there + asOf - here.start, exists: true }
      : placedLikewise(
          asOf,
          firstDate(dateOf(here.start, timeZone), grain),
          firstDate(dateOf(there, timeZone), grain),
          grain === 'day' || grain === 'week' ? 'days' : 'months',
          timeZone,
        );
  return { period: { start: earlier[0]!.start, end: earlier.at(-1)!.end }, buckets: earlier, moved };
}

/** Whether a range is requested in whole months that consist of whole buckets. */
function isOfMonths({ requested, buckets }: ResolvedRange, grain: Grain, zone: string): boolean {
  const { start, end } = requested;
  if (grain === 'week' || ![start, end].every((at) => isMonthStart(at, zone))) return false;
  return buckets[0]!.start === start && bucketAt(end - 1, grain, zone).end === end;
}

function isMonthStart(at: number, zone: string): boolean {
  const date = dateOf(at, zone);
  return date.day === 1 && startOfDate(date, zone) === at;
}

/** The same number of months. The n-th bucket is compared with the n-th one there. */
function monthsBefore(
  { grain, timeZone, asOf }: TimeFields & { readonly grain: Grain },
  { requested, buckets }: ResolvedRange,
): OtherSide {
  const [first, last] = [dateOf(requested.start, timeZone), dateOf(requested.end, timeZone)];
  const to = first.subtract(first.until(last, { largestUnit: 'months' }));
  const period = { start: startOfDate(to, timeZone), end: requested.start };
  const earlier = bucketsOver(period, grain, timeZone);
  const running = buckets.findIndex(({ start, end }) => start <= asOf && asOf < end);
  const [here, there] = [buckets[running], earlier[running]];
  const movedInPeriod = placedLikewise(asOf, first, to, 'months', timeZone);
  const own = here && there && movedWithin(asOf, { here, there, grain, timeZone });
  return {
    period,
    buckets: buckets.map((_, index) => earlier[index] ?? null),
    moved: own ?? movedInPeriod,
    movedInPeriod,
  };
}

/** A moment of an hour or a day at the same position in another; undefined for longer buckets. */
function movedWithin(
  asOf: number,
  {
    here,
    there,
    grain,
    timeZone,
  }: { readonly here: Interval; readonly there: Interval; readonly grain: Grain; readonly timeZone: string },
): Moved | undefined {
  if (grain === 'hour') return { at: there.start + asOf - here.start, exists: true };
  if (grain !== 'day') return undefined;
  return placedLikewise(asOf, dateOf(here.start, timeZone), dateOf(there.start, timeZone), 'days', timeZone);
}

/** Whole months if both ends begin one, else local days, else elapsed time. */
function lengthBefore(range: Interval, zone: string, asOf: number): OtherSide {
  const { start, end } = range;
  const [first, last] = [dateOf(start, zone), dateOf(end, zone)];
  const days = startOfDate(first, zone) === start && startOfDate(last, zone) === end;
  if (!days) return before(start - (end - start), start, { at: asOf - (end - start), exists: true });
  if (first.day === 1 && last.day === 1) {
    const to = first.subtract(first.until(last, { largestUnit: 'months' }));
    return before(startOfDate(to, zone), start, placedLikewise(asOf, first, to, 'months', zone));
  }
  if (end - start >= DAYS_COUNTED * DAY) {
    const to = first.subtract(first.until(last));
    return before(startOfDate(to, zone), start, placedLikewise(asOf, first, to, 'days', zone));
  }
  // Counted in local days, not in dates: a zone can skip a date.
  const count = bucketsOver(range, 'day', zone).length;
  const daysEarlier = (at: number) => bucketsBefore(at, count, 'day', zone);
  const today = bucketAt(asOf, 'day', zone).start;
  const moved = placedLikewise(asOf, dateOf(today, zone), dateOf(daysEarlier(today), zone), 'days', zone);
  return before(daysEarlier(start), start, moved);
}

const DAY = 86_400_000;
/**
 * Shorter ranges are counted in days, longer ones in dates, because counting many days takes too
 * long. In a longer range, one date that a zone skipped changes the length by less than a
 * thousandth.
 */
const DAYS_COUNTED = 4_000;

function before(start: number, end: number, moved: Moved): OtherSide {
  return { period: { start, end }, buckets: [{ start, end }], moved };
}

function shifted(
  { grain, timeZone, asOf }: TimeFields,
  { range, buckets }: ResolvedRange,
  shift: number,
  unit: Grain,
): OtherSide {
  const move = (at: number) => boundaryBefore(at, shift, unit, timeZone).at;
  const period = { start: move(range.start), end: move(range.end) };
  const moved = momentBefore(asOf, shift, unit, timeZone);
  if (grain === null) return { period, buckets: [period.start < period.end ? period : null], moved };
  if (unit === 'hour') return { period, buckets: bucketsEarlier(buckets, shift, grain, timeZone), moved };
  const counterpart = grain === 'hour' ? hourBefore(shift, unit, timeZone) : bucketBefore(grain, shift, unit, timeZone);
  return { period, buckets: buckets.map(counterpart), moved };
}

/** The buckets that lie `count` buckets earlier. */
function bucketsEarlier(buckets: readonly Interval[], count: number, grain: Grain, zone: string): Interval[] {
  const start = bucketsBefore(buckets[0]!.start, count, grain, zone);
  return bucketsOver({ start, end: buckets.at(-1)!.end }, grain, zone).slice(0, buckets.length);
}

function bucketBefore(grain: Exclude<Grain, 'hour'>, shift: number, unit: Exclude<Grain, 'hour'>, zone: string) {
  return (bucket: Interval): Interval | null => {
    const { date, exists } = dateBefore(firstDate(dateOf(bucket.start, zone), grain), shift, unit);
    const [start, end] = [startOfDate(date, zone), startOfDate(step(date, grain, 1), zone)];
    return exists && start < end ? { start, end } : null;
  };
}

/**
 * The same hour of the clock on another date. If a clock change repeats an hour, the first matches
 * the first.
 */
function hourBefore(shift: number, unit: Exclude<Grain, 'hour'>, zone: string) {
  const known = new Map<string, ReadonlyMap<number, Interval[]>>();
  const hoursOf = (date: Temporal.PlainDate): ReadonlyMap<number, Interval[]> => {
    const key = date.toString();
    const hours = known.get(key) ?? clockHours(date, zone);
    known.set(key, hours);
    return hours;
  };
  return (bucket: Interval): Interval | null => {
    const own = clockDate(bucket.start, zone);
    const { date, exists } = dateBefore(own, shift, unit);
    if (!exists) return null;
    for (const [hour, same] of hoursOf(own)) {
      const index = same.findIndex(({ start }) => start === bucket.start);
      if (index >= 0) return hoursOf(date).get(hour)?.[index] ?? null;
    }
    return null;
  };
}

const NEAR = 4 * 3_600_000;

/**
 * The hours that begin while the clock shows a date, by their number. A clock that goes back over
 * midnight shows a date again after its day is over.
 */
function clockHours(date: Temporal.PlainDate, zone: string): ReadonlyMap<number, Interval[]> {
  const around = { start: startOfDate(date, zone) - NEAR, end: startOfDate(date.add({ days: 1 }), zone) + NEAR };
  const hours = new Map<number, Interval[]>();
  for (const bucket of bucketsOver(around, 'hour', zone)) {
    const read = Temporal.Instant.fromEpochMilliseconds(bucket.start).toZonedDateTimeISO(zone);
    if (!read.toPlainDate().equals(date)) continue;
    hours.set(read.hour, [...(hours.get(read.hour) ?? []), bucket]);
  }
  return hours;
}
