import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import type { Bucket, Calendar } from './calendar';
import { instantOf, readingAt } from './clock';
import type { Comparison } from './comparison';
import type { MovedDate } from './dates';
import { daysAfter, daysBetween, monthsAfter, monthsBetween } from './dates';
import type { Moment } from './moment';
import { momentAt, momentBefore } from './moment';
import { requestedRange } from './range';

/**
 * The period right before the range: as many buckets of the query's grain, else as many months or
 * days, else the same length.
 */
export function previousPeriod(calendar: Calendar, query: FlatQuery, range: Bucket): Comparison {
  const made = query.grain ?? madeOf(calendar, range);
  if (made === null) {
    const length = range.end - range.start;
    const period = { start: range.start - length, end: range.start };
    return { period, asOf: momentAt(query.asOf - length), counterpart: () => period };
  }
  const asked = requestedRange(calendar, query);
  if (query.grain !== null && isOfMonths(calendar, query.grain, asked))
    return monthsBefore(calendar, query.grain, query, range);
  const count = calendar.overlapping(made, range).length;
  const before = (bucket: Bucket): Bucket => calendar.before(made, bucket, count);
  const period = { start: before(calendar.bucketAt(made, range.start)).start, end: range.start };
  const running = calendar.bucketAt(made, query.asOf);
  return {
    period,
    asOf: placed(calendar, made, query.asOf, running, before(running)),
    counterpart: (bucket) => (query.grain === null ? period : before(bucket)),
  };
}

/** Whole months, of whole buckets other than weeks. */
function isOfMonths(calendar: Calendar, grain: Grain, { start, end }: Bucket): boolean {
  const begins = (unit: Grain, at: number) => calendar.bucketAt(unit, at).start === at;
  return grain !== 'week' && [start, end].every((at) => begins('month', at) && begins(grain, at));
}

/** As many months; the n-th bucket of the range belongs to the n-th bucket of the period. */
function monthsBefore(calendar: Calendar, grain: Grain, query: FlatQuery, range: Bucket): Comparison {
  const asked = requestedRange(calendar, query);
  const months = calendar.overlapping('month', asked).length;
  const first = calendar.bucketAt('month', asked.start);
  const period = { start: calendar.before('month', first, months).start, end: asked.start };
  const [own, others] = [calendar.overlapping(grain, range), calendar.overlapping(grain, period)];
  const counterpart = (bucket: Bucket): Bucket | null =>
    others[own.findIndex(({ start }) => start === bucket.start)] ?? null;
  const month = calendar.bucketAt('month', query.asOf);
  const asOf = placed(calendar, 'month', query.asOf, month, calendar.before('month', month, months));
  const running = calendar.bucketAt(grain, query.asOf);
  const there = own.some(({ start }) => start === running.start) ? counterpart(running) : null;
  const isShort = grain === 'day' || grain === 'hour';
  if (!isShort || there === null) return { period, asOf, counterpart };
  return { period, asOf, asOfInBucket: placed(calendar, grain, query.asOf, running, there), counterpart };
}

/**
 * The unit of a range without a grain: whole months, else whole days; null for any other length of
 * time.
 */
function madeOf(calendar: Calendar, range: Bucket): 'month' | 'day' | null {
  const bounds = [range.start, range.end];
  const grains = ['month', 'day'] as const;
  return grains.find((grain) => bounds.every((at) => calendar.bucketAt(grain, at).start === at)) ?? null;
}

/** The moment at the same place in `other` as the instant in the bucket. */
function placed(calendar: Calendar, grain: Grain, instant: number, bucket: Bucket, other: Bucket): Moment {
  if (grain === 'hour') return momentAt(other.start + instant - bucket.start);
  const reading = readingAt(calendar, instant);
  const { date, exists } = samePlace(calendar, grain, reading.date, bucket, other);
  if (!exists) return momentBefore(calendar.startOfDate(date));
  return momentAt(instantOf(calendar, { date, time: reading.time }));
}

/**
 * For days and weeks, the day at the same distance from the first. For longer buckets, the same day
 * of the month, as many months later.
 */
function samePlace(calendar: Calendar, grain: Grain, date: string, bucket: Bucket, other: Bucket): MovedDate {
  const [first, otherFirst] = [calendar.dateOf(bucket.start), calendar.dateOf(other.start)];
  if (grain === 'day' || grain === 'week') return daysAfter(calendar, otherFirst, daysBetween(first, date));
  return monthsAfter(calendar, date, monthsBetween(first, otherFirst));
}
