import type { Comparison as Asked, MetricQuery } from '../../../src/query/query';
import type { Grain } from '../../../src/time/grain';
import type { Bucket, Calendar } from './calendar';
import type { Reading } from './clock';
import { instantOf, readingAt } from './clock';
import type { Comparison } from './comparison';
import { unitsBefore } from './dates';
import type { Moment } from './moment';
import { momentAt, momentBefore } from './moment';

type Shift = Extract<Asked, { kind: 'shift' }>;

const HOUR = 3_600_000;

/**
 * The range moved back by a number of units. Hours are elapsed time; longer units follow the
 * calendar.
 */
export function shifted(calendar: Calendar, query: MetricQuery, range: Bucket, { shift, unit }: Shift): Comparison {
  const { grain, asOf } = query;
  if (unit !== 'hour') return onTheCalendar(calendar, query, range, shift, unit);
  const earlier = ({ start, end }: Bucket): Bucket => ({ start: start - shift * HOUR, end: end - shift * HOUR });
  return {
    period: earlier(range),
    asOf: momentAt(asOf - shift * HOUR),
    // An hour that a clock change shortened is a bucket like any other.
    counterpart: (bucket) => (grain === null ? earlier(bucket) : calendar.before(grain, bucket, shift)),
  };
}

function onTheCalendar(
  calendar: Calendar,
  { grain, asOf }: MetricQuery,
  range: Bucket,
  shift: number,
  unit: Exclude<Grain, 'hour'>,
): Comparison {
  const back = (date: string) => unitsBefore(calendar, date, shift, unit);
  const boundary = (instant: number): number => {
    const date = calendar.dateOf(instant);
    // The start of a day moves to the start of a day, even if one of them is at 01:00.
    if (calendar.startOfDate(date) === instant) return calendar.startOfDate(back(date).date);
    const moved = at(calendar, readingAt(calendar, instant), back);
    return moved.instant;
  };
  const [start, end] = [boundary(range.start), boundary(range.end)];
  const period = start < end ? { start, end } : null;
  return {
    period,
    asOf: at(calendar, readingAt(calendar, asOf), back),
    counterpart: (bucket) => {
      if (grain === null) return period;
      if (grain === 'hour') return sameHour(calendar, bucket, back);
      const { date, exists } = back(calendar.dateOf(bucket.start));
      return exists ? calendar.bucketAt(grain, calendar.startOfDate(date)) : null;
    },
  };
}

/**
 * The same time on the date that `back` returns. If that date does not exist, the moment before the
 * next date.
 */
function at(calendar: Calendar, reading: Reading, back: (date: string) => { date: string; exists: boolean }): Moment {
  const { date, exists } = back(reading.date);
  if (!exists) return momentBefore(calendar.startOfDate(date));
  return momentAt(instantOf(calendar, { date, time: reading.time }));
}

/**
 * The same hour on the date that `back` returns. Of a repeated hour, the first goes with the first
 * and the second with the second.
 */
function sameHour(
  calendar: Calendar,
  bucket: Bucket,
  back: (date: string) => { date: string; exists: boolean },
): Bucket | null {
  const { date, time } = readingAt(calendar, bucket.start);
  const hour = Math.floor(time / HOUR);
  const moved = back(date);
  if (!moved.exists) return null;
  const which = hoursOf(calendar, date, hour).findIndex(({ start }) => start === bucket.start);
  return hoursOf(calendar, moved.date, hour)[which] ?? null;
}

/**
 * The buckets in which the clock shows that hour of that date: one; two if the hour is repeated,
 * none if it was skipped.
 */
function hoursOf(calendar: Calendar, date: string, hour: number): Bucket[] {
  const near = instantOf(calendar, { date, time: hour * HOUR });
  return calendar.overlapping('hour', { start: near - 3 * HOUR, end: near + 4 * HOUR }).filter(({ start }) => {
    const shown = readingAt(calendar, start);
    return shown.date === date && Math.floor(shown.time / HOUR) === hour;
  });
}
