import type { Rolling } from '../../../src/model/registry';
import type { Bucket, Calendar } from './calendar';
import type { Moment } from './moment';
import { latestIn } from './moment';

/** The time that a rolling measure looks at for one native bucket; it ends with the bucket. */
export function windowOf({ window }: Rolling, calendar: Calendar, asOf: Moment, bucket: Bucket): Bucket {
  const { end } = bucket;
  if (window.kind === 'last') {
    // The unit that the bucket ends in, or the one that asOf is in while the bucket runs.
    const ending = calendar.bucketAt(window.unit, latestIn(asOf, bucket));
    return { start: calendar.before(window.unit, ending, window.last - 1).start, end };
  }
  if (window.unit === 'beginning') return { start: -Infinity, end };
  return { start: calendar.bucketAt(window.unit, bucket.start).start, end };
}
