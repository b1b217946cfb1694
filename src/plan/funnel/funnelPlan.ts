import type { DimensionForm } from '../../model/dimensionForm';
import type { ColumnType } from '../../model/table';
import type { FunnelQuery } from '../../query/funnel';
import type { Interval } from '../../time/calendar';
import type { AudienceRead } from '../audienceRead';
import type { Scan } from '../scan';

/** What a funnel reads. A *slot* is the number of a bucket, from 1. */
export interface FunnelPlan extends Pick<FunnelQuery['frame'], 'groupBy' | 'where' | 'policy' | 'timeZone' | 'asOf'> {
  /** They keep every row with its instant. */
  readonly scans: readonly Scan[];
  /** In order; none if no bucket has begun. */
  readonly steps: readonly FunnelStepRead[];
  /** From the entry to the last step, in milliseconds. */
  readonly withinMs: number;
  readonly range: Interval;
  /** Whole units that are requested, if the buckets at their ends reach beyond them; else null. */
  readonly widenedFrom: Interval | null;
  readonly buckets: readonly Interval[];
  /** Number of leading buckets that have begun. */
  readonly begunCount: number;
  readonly keyTypes: readonly ColumnType[];
  readonly keyForms: readonly DimensionForm[];
  /** Index of the dimension of people among the keys of the entries' scan; null: none counts. */
  readonly personKeyIndex: number | null;
}

/** A step. Only the slots of the first one matter. */
export interface FunnelStepRead extends AudienceRead {
  /** It may be at the same instant as the step before. */
  readonly mayCoincide: boolean;
}
