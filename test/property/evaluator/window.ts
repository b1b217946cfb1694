import type { Rolling } from '../../../src/model/measure';
import type { Bucket, Calendar } from './calendar';
import type { Moment } from './moment';
import { latestIn } from './moment';

/** The time range that a rolling measure reads for one native bucket. It ends with the bucket. */
export function windowOf({ window }: Rolling, calendar: Calendar, asOf: Moment, bucket: Bucket): Bucket {
  const { end } = bucket;
  if (window.kind === 'last') {
    // The unit that contains the end of the bucket, or asOf while the bucket is running.
    const ending = calendar.bucketAt(window.unit, latestIn(asOf, bucket));
    return { start: calendar.before(window.unit, ending, window.last - 1).start, end };
  }
  if (window.unit === 'beginning') return { start: -Infinity, end };
  return { start: calendar.bucketAt(window.unit, bucket.start).start, end };
}
