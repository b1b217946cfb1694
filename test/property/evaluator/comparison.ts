import type { FlatQuery } from '../flatQuery';
import type { Bucket, Calendar } from './calendar';
import type { Moment } from './moment';
import { previousPeriod } from './previousPeriod';
import { shifted } from './shifted';

/** The comparison period, and how parts of the range map to it. */
export interface Comparison {
  /** The period for the whole range; null if no time is left in it. */
  readonly period: Bucket | null;
  /** asOf, moved like the range. */
  readonly asOf: Moment;
  /** asOf, moved like the bucket that contains it, if that is another moment. */
  readonly asOfInBucket?: Moment;
  /** The bucket to compare one bucket of the grain with; null if there is none. */
  readonly counterpart: (bucket: Bucket) => Bucket | null;
}

export function resolveComparison(calendar: Calendar, query: FlatQuery, range: Bucket): Comparison | null {
  if (query.compare === null) return null;
  if (query.compare.kind === 'previousPeriod') return previousPeriod(calendar, query, range);
  return shifted(calendar, query, range, query.compare);
}
