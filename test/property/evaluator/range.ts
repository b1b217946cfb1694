import type { TimePoint } from '../../../src/query/query';
import type { FlatQuery } from '../flatQuery';
import { GRAINS } from './grains';
import type { Bucket, Calendar } from './calendar';

/** The range as instants: unchanged without a grain, widened to whole buckets with one. */
export function resolveRange(calendar: Calendar, query: FlatQuery): Bucket {
  const asked = askedFor(calendar, query);
  if (asked.start >= asked.end) throw new Error('the range is empty');
  if (query.grain === null) return asked;
  return {
    start: calendar.bucketAt(query.grain, asked.start).start,
    end: calendar.bucketAt(query.grain, asked.end - 1).end,
  };
}

function askedFor(calendar: Calendar, query: FlatQuery): Bucket {
  const { range, grain, asOf } = query;
  const instant = (point: TimePoint): number => ('date' in point ? calendar.startOfDate(point.date) : point.instant);
  switch (range.kind) {
    case 'to':
      return { start: instant(range.from), end: instant(range.to) };
    case 'through':
      return { start: instant(range.from), end: calendar.startOfDate(calendar.dateAfter(range.through)) };
    case 'last': {
      const running = calendar.bucketAt(range.unit, asOf);
      const start = calendar.before(range.unit, running, range.last).start;
      if (!range.includeCurrent) return { start, end: running.start };
      const isFiner = grain !== null && GRAINS.indexOf(grain) < GRAINS.indexOf(range.unit);
      return { start, end: calendar.bucketAt(isFiner ? grain : range.unit, asOf).end };
    }
  }
}

/** The range as requested: not widened, and with the whole running unit of `includeCurrent`. */
export function requestedRange(calendar: Calendar, query: FlatQuery): Bucket {
  return askedFor(calendar, { ...query, grain: null });
}
