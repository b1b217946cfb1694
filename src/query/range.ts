import { Temporal } from 'temporal-polyfill';
import { gatewayError } from '../errors';
import { matchKind } from '../model/byKind';
import { bucketAt, bucketsBefore, bucketsOver, roughCount, startOfDate, type Interval } from '../time/calendar';
import { isFiner } from '../time/grain';
import { writeInstant } from '../time/writing';
import type { MetricQuery, TimePoint, TimeRange } from './query';
import { checkYears } from './timePoint';

type RangeFields = Pick<MetricQuery, 'range' | 'grain' | 'timeZone' | 'asOf'>;

/** The buckets a query asks for, and the period they cover. */
export interface ResolvedRange {
  /** As asked, widened outward to whole buckets if there is a grain: `meta.range`. */
  readonly range: Interval;
  /** One for each bucket of the grain; without a grain the range itself. */
  readonly buckets: readonly Interval[];
}

/**
 * The instants that a query's range means (docs/meaning.md#range). Errors: BAD_RANGE if it is empty
 * or inverted, RANGE_TOO_LARGE if it holds more than `maxBuckets` buckets.
 */
export function resolveRange(query: RangeFields, maxBuckets: number): ResolvedRange {
  const requested = instants(query);
  const { grain, timeZone } = query;
  // In the zone of the question: a date of it is told as that date.
  const shown = (instant: number) => writeInstant(instant, timeZone);
  checkYears(requested.start, `The range starts at ${shown(requested.start)}`);
  checkYears(requested.end, `The range ends at ${shown(requested.end)}`);
  if (requested.end <= requested.start) {
    throw gatewayError('BAD_RANGE', {
      problem:
        requested.end === requested.start
          ? `The range is empty: it starts and ends at ${shown(requested.start)}.`
          : `The range ends (${shown(requested.end)}) before it starts (${shown(requested.start)}).`,
      hint: '`to` is the first moment that is out; `through` is the last date that is in.',
    });
  }
  if (grain === null) return { range: requested, buckets: [requested] };
  const count = roughCount(requested, grain);
  const tooLarge = (buckets: number) =>
    gatewayError('RANGE_TOO_LARGE', { buckets, grain, max: maxBuckets, metric: null });
  if (count > maxBuckets * 1.1 + 2) throw tooLarge(count);
  const buckets = bucketsOver(requested, grain, timeZone);
  if (buckets.length > maxBuckets) throw tooLarge(buckets.length);
  return { range: { start: buckets[0]!.start, end: buckets.at(-1)!.end }, buckets };
}

function instants({ range, grain, timeZone, asOf }: RangeFields): Interval {
  return matchKind<TimeRange, Interval, []>(range, {
    to: ({ from, to }) => ({ start: instant(from, timeZone), end: instant(to, timeZone) }),
    through: ({ from, through }) => {
      const lastDate = Temporal.PlainDate.from(through);
      return { start: instant(from, timeZone), end: startOfDate(lastDate.add({ days: 1 }), timeZone) };
    },
    last: ({ last, unit, includeCurrent }) => {
      const running = bucketAt(asOf, unit, timeZone);
      const start = bucketsBefore(running.start, last, unit, timeZone);
      if (!includeCurrent) return { start, end: running.start };
      const finer = grain !== null && isFiner(grain, unit);
      return { start, end: finer ? bucketAt(asOf, grain, timeZone).end : running.end };
    },
  });
}

function instant(point: TimePoint, timeZone: string): number {
  return 'date' in point ? startOfDate(Temporal.PlainDate.from(point.date), timeZone) : point.instant;
}
