import type { FlatQuery } from '../flatQuery';
import type { Bucket, Calendar } from './calendar';
import type { Moment } from './moment';
import { previousPeriod } from './previousPeriod';
import { shifted } from './shifted';

/** The other period of a comparison, and what in it corresponds to what was asked for. */
export interface Comparison {
  /** What the whole range is compared with; null if nothing is left of it. */
  readonly period: Bucket | null;
  /** asOf, moved likewise. */
  readonly asOf: Moment;
  /** What one bucket of the grain is compared with; null if there is no such bucket. */
  readonly counterpart: (bucket: Bucket) => Bucket | null;
}

export function resolveComparison(calendar: Calendar, query: FlatQuery, range: Bucket): Comparison | null {
  if (query.compare === null) return null;
  if (query.compare.kind === 'previousPeriod') return previousPeriod(calendar, query, range);
  return shifted(calendar, query, range, query.compare);
}
