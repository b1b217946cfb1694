import type { DimensionForm } from '../../model/dimensionForm';
import type { ColumnType } from '../../model/table';
import type { RetentionQuery } from '../../query/retention';
import type { Interval } from '../../time/calendar';
import type { AudienceRead } from '../audienceRead';
import type { Scan } from '../scan';

/**
 * What a retention table reads. A *slot* is the number of a bucket from the first cohort on, from
 * 1: first the cohorts, then the periods after the last one.
 */
export interface RetentionPlan extends Pick<
  RetentionQuery['frame'],
  'groupBy' | 'where' | 'policy' | 'timeZone' | 'asOf'
> {
  readonly scans: readonly Scan[];
  readonly cohort: AudienceRead;
  /** One more slot than `slots` is any later time. */
  readonly returning: AudienceRead;
  readonly mode: RetentionQuery['mode'];
  /** Periods after the cohort's own. */
  readonly periods: number;
  readonly range: Interval;
  /** Whole units that are requested, if the buckets at their ends reach beyond them; else null. */
  readonly widenedFrom: Interval | null;
  /** The cohorts' buckets, begun or not. */
  readonly buckets: readonly Interval[];
  /** Number of leading buckets that have begun. */
  readonly begunCount: number;
  /** Buckets by slot, up to the last that has begun. */
  readonly slots: readonly Interval[];
  readonly keyTypes: readonly ColumnType[];
  readonly keyForms: readonly DimensionForm[];
  /** Index of the dimension of people among the keys of the cohort's scan; null: none counts. */
  readonly personKeyIndex: number | null;
}
