import type { Counterparts } from '../query/counterparts';
import type { QueryFrame } from '../query/query';
import type { ResolvedRange } from '../query/range';
import { justAfter } from '../time/asOf';
import type { Metric } from '../model/registry';
import { sampleCounterparts } from './sampleCounterparts';
import {
  sampleMetric,
  samplePart,
  type MeasuredMetric,
  type Sampling,
  type SamplingContext,
  type Slots,
} from './sampling';

/** The samples of a metric by bucket, and over the whole range if a query needs them. */
export interface Sampled {
  readonly rows: Sampling;
  readonly rangeTotal: Sampling | null;
}

/** The samples of a metric in the range and in the period that it is compared with. */
export interface SampledSides {
  readonly current: Sampled;
  readonly previous: Sampled | null;
}

/** The time of a query, in instants. */
export interface QueryTimes {
  readonly resolved: ResolvedRange;
  readonly counterparts: Counterparts | null;
  readonly maxBuckets: number;
}

/** Takes the samples of metrics for one frame. */
export class Sampler {
  /** Samples end at asOf. */
  private readonly now: SamplingContext;
  /** Samples end at asOf, moved to the comparison period. */
  private readonly then: SamplingContext | null;
  /** The same for the whole period. */
  private readonly thenInPeriod: SamplingContext | null;

  constructor(
    private readonly frame: Pick<QueryFrame, 'timeZone' | 'asOf' | 'grain'>,
    private readonly times: QueryTimes,
    private readonly withRangeTotal: boolean,
  ) {
    const { timeZone, asOf } = frame;
    const { counterparts, maxBuckets } = times;
    this.now = { timeZone, until: justAfter(asOf), maxBuckets };
    this.then = counterparts === null ? null : { ...this.now, until: counterparts.until };
    this.thenInPeriod = counterparts === null ? null : { ...this.now, until: counterparts.periodUntil };
  }

  /** The samples of a metric with a measure. Errors: RANGE_TOO_LARGE. */
  metric(metric: MeasuredMetric): SampledSides {
    return this.sides((slots, clock) => sampleMetric(metric, slots, clock));
  }

  /** The samples of one side of a ratio. Errors: RANGE_TOO_LARGE. */
  part(part: MeasuredMetric, ratio: Metric): SampledSides {
    return this.sides((slots, clock) => samplePart(part, ratio, slots, clock));
  }

  private sides(sample: (slots: Slots, clock: SamplingContext) => Sampling): SampledSides {
    const { now, then, thenInPeriod, withRangeTotal } = this;
    const { grain, asOf } = this.frame;
    const { resolved, counterparts } = this.times;
    const current = {
      rows: sample({ wanted: resolved.buckets, grain }, now),
      rangeTotal: withRangeTotal ? sample({ wanted: [resolved.range], grain: null }, now) : null,
    };
    if (counterparts === null || then === null || thenInPeriod === null) return { current, previous: null };
    // A range that has not begun has no counterpart.
    const period = resolved.range.start <= asOf ? counterparts.period : null;
    const samplers = (clock: SamplingContext) => ({
      asOf: (slots: Slots) => sample(slots, now),
      asOfThen: (slots: Slots) => sample(slots, clock),
    });
    const previous = {
      rows: sampleCounterparts(samplers(then), current.rows, counterparts.buckets, grain),
      rangeTotal:
        current.rangeTotal === null
          ? null
          : sampleCounterparts(samplers(thenInPeriod), current.rangeTotal, [period], null),
    };
    return { current, previous };
  }
}
