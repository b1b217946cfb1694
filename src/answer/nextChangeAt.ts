import { matchKind } from '../model/byKind';
import type { QueryFrame, TimeRange } from '../query/query';
import { resolveRange } from '../query/range';
import { bucketAt } from '../time/calendar';

const MINUTE = 60_000;

/**
 * The next moment when the answer may change although no row does, in milliseconds since the epoch.
 * A relative range moves with its unit. If the range is not over, the answer gets a new bucket
 * whenever one begins. It can also change at any moment: an interval ends, the comparison period
 * grows, or a row with a future date begins to count. So such an answer is computed again once a
 * minute.
 */
export function nextChangeAt(frame: QueryFrame, maxBuckets: number): number {
  const { range, grain, timeZone, asOf } = frame;
  const moments: number[] = [];
  moments.push(
    ...matchKind<TimeRange, number[], []>(range, {
      last: ({ unit }) => [bucketAt(asOf, unit, timeZone).end],
      to: () => [],
      through: () => [],
    }),
  );
  if (resolveRange(frame, maxBuckets).range.end > asOf) {
    moments.push(asOf + MINUTE);
    if (grain !== null) moments.push(bucketAt(asOf, grain, timeZone).end);
  }
  return Math.min(...moments);
}
