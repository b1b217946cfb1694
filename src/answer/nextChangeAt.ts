import { matchKind } from '../model/byKind';
import type { MetricQuery, TimeRange } from '../query/query';
import { resolveRange } from '../query/range';
import { bucketAt } from '../time/calendar';

const MINUTE = 60_000;

/**
 * When the answer to a query about now may next become another though no row has changed, in
 * milliseconds since the epoch. A range that is counted back from now moves with the unit it counts
 * in. One that is not over shows another bucket with every one that begins; and there what is in
 * force ends, what is compared with runs along, and rows dated ahead come to count, at any moment:
 * that is looked at once a minute.
 */
export function nextChangeAt(query: MetricQuery, maxBuckets: number): number {
  const { range, grain, timeZone, asOf } = query;
  const moments: number[] = [];
  moments.push(
    ...matchKind<TimeRange, number[], []>(range, {
      last: ({ unit }) => [bucketAt(asOf, unit, timeZone).end],
      to: () => [],
      through: () => [],
    }),
  );
  if (resolveRange(query, maxBuckets).range.end > asOf) {
    moments.push(asOf + MINUTE);
    if (grain !== null) moments.push(bucketAt(asOf, grain, timeZone).end);
  }
  return Math.min(...moments);
}
