import { matchKind } from '../model/byKind';
import type { QueryFrame, TimeRange } from '../query/query';
import { resolveRange } from '../query/range';
import { bucketAt } from '../time/calendar';

const MINUTE = 60_000;

/**
 * The next moment when the answer may change although no row does, in milliseconds since the epoch.
 * A relative range moves with its unit. A range that is not over gets a new bucket with each one
 * that begins. Inside it, intervals end, comparisons move on and rows with future dates begin to
 * count at any moment: such answers change once a minute.
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
