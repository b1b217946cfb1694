import { Temporal } from 'temporal-polyfill';
import { gatewayError } from '../errors';
import { matchKind } from '../model/byKind';
import { bucketAt, bucketsBefore, bucketsOver, roughCount, startOfDate, type Interval } from '../time/calendar';
import { isFiner } from '../time/grain';
import { writeInstant } from '../time/writing';
import type { QueryFrame, TimePoint, TimeRange } from './query';
import { checkYears } from './timePoint';

type RangeFields = Pick<QueryFrame, 'range' | 'grain' | 'timeZone' | 'asOf'>;

/** The buckets of a query, and the period that they cover. */
export interface ResolvedRange {
  /** The requested range, widened to whole buckets if there is a grain: `meta.range`. */
  readonly range: Interval;
  /** As requested: not widened to buckets, and with the whole running unit of `includeCurrent`. */
  readonly requested: Interval;
  /** One for each bucket of the grain; without a grain, the range itself. */
  readonly buckets: readonly Interval[];
}

/**
 * The instants of a query's range (docs/meaning.md#range). Errors: BAD_RANGE if it is empty or
 * inverted, RANGE_TOO_LARGE for more than `maxBuckets` buckets.
 */
export function resolveRange(query: RangeFields, maxBuckets: number): ResolvedRange {
  const { requested, whole } = instants(query);
  const { grain, timeZone } = query;
  // Errors show instants in the zone of the query, like its dates.
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
  if (grain === null) return { range: requested, requested: whole, buckets: [requested] };
  const count = roughCount(requested, grain);
  const tooLarge = (buckets: number) =>
    gatewayError('RANGE_TOO_LARGE', { buckets, grain, max: maxBuckets, metric: null });
  if (count > maxBuckets * 1.1 + 2) throw tooLarge(count);
  const buckets = bucketsOver(requested, grain, timeZone);
  if (buckets.length > maxBuckets) throw tooLarge(buckets.length);
  return { range: { start: buckets[0]!.start, end: buckets.at(-1)!.end }, requested: whole, buckets };
}

/** The requested range, up to now with `includeCurrent`; and the same with whole units. */
interface Instants {
  readonly requested: Interval;
  readonly whole: Interval;
}

function instants({ range, grain, timeZone, asOf }: RangeFields): Instants {
  const fixed = (start: number, end: number): Instants => ({ requested: { start, end }, whole: { start, end } });
  return matchKind<TimeRange, Instants, []>(range, {
    to: ({ from, to }) => fixed(instant(from, timeZone), instant(to, timeZone)),
    through: ({ from, through }) => {
      const lastDate = Temporal.PlainDate.from(through);
      return fixed(instant(from, timeZone), startOfDate(lastDate.add({ days: 1 }), timeZone));
    },
    last: ({ last, unit, includeCurrent }) => {
      const running = bucketAt(asOf, unit, timeZone);
      const start = bucketsBefore(running.start, last, unit, timeZone);
      if (!includeCurrent) return fixed(start, running.start);
      const finer = grain !== null && isFiner(grain, unit);
      const end = finer ? bucketAt(asOf, grain, timeZone).end : running.end;
      return { requested: { start, end }, whole: { start, end: running.end } };
    },
  });
}

function instant(point: TimePoint, timeZone: string): number {
  return 'date' in point ? startOfDate(Temporal.PlainDate.from(point.date), timeZone) : point.instant;
}
