import { gatewayError } from '../errors';
import { factsOf } from '../model/kinds';
import type { Measure } from '../model/measure';
import type { Metric, OverTime } from '../model/registry';
import { bucketAt, bucketsOver, roughCount, type Interval } from '../time/calendar';
import type { Grain } from '../time/grain';
import { KeptByText } from './once';

/** The requested buckets, ascending. `wanted[i]` is slot i + 1; null: the slot has no bucket. */
export interface Slots {
  readonly wanted: readonly (Interval | null)[];
  /** The grain of the buckets. Null: one bucket, which owns all native buckets that overlap it. */
  readonly grain: Grain | null;
}

/** A stretch of time that is measured as a whole; its number belongs to `slot`. */
export interface Sample extends Interval {
  readonly slot: number;
  /** The first instant after it: its end, or the first instant after asOf if that is earlier. */
  readonly until: number;
}

/** The measuring of a metric in each slot (docs/meaning.md#native-grain). */
export interface Sampling {
  /** The samples that have begun, in order and disjoint. */
  readonly samples: readonly Sample[];
  /** By slot: the divisor of the sum of its samples; 0 if none has begun. */
  readonly over: readonly number[];
  /** Whether the number is a mean, even of a single native bucket. */
  readonly isMean: boolean;
  /** By slot: whether all the time that it measures is over at asOf. */
  readonly complete: readonly boolean[];
  /**
   * From the first native bucket to the last. Wider than the range if native buckets do not fit it.
   */
  readonly measured: Interval | null;
}

export interface SamplingContext {
  readonly timeZone: string;
  /** The first instant after asOf. */
  readonly until: number;
  readonly maxBuckets: number;
}

/** A metric that is measured in the rows of a table. */
export type MeasuredMetric = Metric & { readonly definition: Measure };

/** Whether its numbers of disjoint stretches of time add up to the number of all of them. */
function isAdditiveOverTime({ definition, overTime }: MeasuredMetric): boolean {
  return overTime === 'recompute' && factsOf(definition).isAdditiveOverTime(definition);
}

/** Whether each native bucket must be measured separately, even to recompute a coarser bucket. */
function isMeasuredByNative({ definition }: MeasuredMetric): boolean {
  return factsOf(definition).isMeasuredByNative(definition);
}

/** Samplings of slots that were taken before. */
const taken = new KeptByText<Sampling>();

/** Takes a sampling, or returns the same one again for all metrics with the same rules. */
function take(rules: readonly unknown[], slots: Slots, context: SamplingContext, sample: () => Sampling): Sampling {
  const { timeZone, until, maxBuckets } = context;
  return taken.get(slots.wanted, JSON.stringify([rules, slots.grain, timeZone, until, maxBuckets]), sample);
}

/**
 * The samples of a metric with a measure. Errors: RANGE_TOO_LARGE if a slot has too many native
 * buckets.
 */
export function sampleMetric(metric: MeasuredMetric, slots: Slots, context: SamplingContext): Sampling {
  return take(rulesOf(metric), slots, context, () => sampleMeasure(metric, slots, context));
}

/** Everything about a metric that its samples depend on. */
function rulesOf(metric: MeasuredMetric): readonly unknown[] {
  return [metric.grain, metric.overTime, isMeasuredByNative(metric)];
}

function sampleMeasure(metric: MeasuredMetric, slots: Slots, context: SamplingContext): Sampling {
  if (metric.overTime === 'recompute' && !isMeasuredByNative(metric)) return sampleAtOnce(metric.grain, slots, context);
  const natives = nativesBySlot(metric, metric.grain, slots, context);
  // By whichever rule, a single native bucket is chosen, and a mean of one number is that number.
  if (slots.grain === metric.grain && areSlots(natives, slots)) return sampleAtOnce(metric.grain, slots, context);
  const chosen = natives.map((buckets) => choose(metric, begunOf(buckets, context), context));
  return {
    samples: chosen.flatMap((buckets, index) => buckets.map((bucket) => sampleOfBucket(bucket, index + 1, context))),
    isMean: metric.overTime === 'average' && slots.grain !== metric.grain,
    over: chosen.map((buckets) => (metric.overTime === 'average' ? buckets.length : Math.min(buckets.length, 1))),
    complete: completeOf(natives, slots, context),
    measured: extent(natives.flat()),
  };
}

/**
 * The samples of one side of a ratio: the metric measured in each native bucket of the ratio, then
 * added up by slot (docs/meaning.md#ratio).
 */
export function samplePart(part: MeasuredMetric, ratio: Metric, slots: Slots, context: SamplingContext): Sampling {
  // If numbers add up over time, their sum over native buckets is the number over all of them.
  const isAdditive = isAdditiveOverTime(part);
  return take(['part', ratio.grain, isAdditive, rulesOf(part)], slots, context, () =>
    isAdditive ? sampleAtOnce(ratio.grain, slots, context) : sampleNatives(part, ratio, slots, context),
  );
}

function sampleNatives(part: MeasuredMetric, ratio: Metric, slots: Slots, context: SamplingContext): Sampling {
  const natives = nativesBySlot(ratio, ratio.grain, slots, context);
  if (slots.grain === ratio.grain && areSlots(natives, slots)) {
    return { ...sampleAtOnce(ratio.grain, slots, context), samples: sampleMetric(part, slots, context).samples };
  }
  const owners = natives.flatMap((buckets, index) => buckets.map(() => index + 1));
  const inner = sampleMetric(part, { wanted: natives.flat(), grain: ratio.grain }, context);
  return {
    samples: inner.samples.map((sample) => ({ ...sample, slot: owners[sample.slot - 1]! })),
    isMean: false,
    over: natives.map((buckets) => Math.min(begunOf(buckets, context).length, 1)),
    complete: completeOf(natives, slots, context),
    measured: extent(natives.flat()),
  };
}

/** Whether each slot has a single native bucket, which is the slot itself. */
function areSlots(natives: readonly (readonly Interval[])[], { wanted }: Slots): boolean {
  return natives.every((buckets, index) => {
    const slot = wanted[index];
    const [only] = buckets;
    return slot && only && buckets.length === 1 && only.start === slot.start && only.end === slot.end;
  });
}

function begunOf(buckets: readonly Interval[], { until }: SamplingContext): Interval[] {
  return buckets.filter(({ start }) => start < until);
}

function choose({ overTime }: Metric, begun: readonly Interval[], { until }: SamplingContext): readonly Interval[] {
  return CHOSEN[overTime](begun, until);
}

/** By rule: the native buckets of a slot that its number is made of. */
const CHOSEN: { readonly [O in OverTime]: (begun: readonly Interval[], until: number) => readonly Interval[] } = {
  recompute: (begun) => begun,
  sum: (begun) => begun,
  first: (begun) => begun.slice(0, 1),
  last: (begun) => begun.slice(-1),
  average: (begun, until) => {
    const complete = begun.filter((bucket) => bucket.end <= until);
    return complete.length > 0 ? complete : begun.slice(-1);
  },
  ratio: () => {
    throw new Error('A measure cannot follow as a ratio.');
  },
};

function sampleOfBucket({ start, end }: Interval, slot: number, { until }: SamplingContext): Sample {
  return { start, end, slot, until: Math.min(end, until) };
}

function completeOf(natives: readonly Interval[][], { wanted }: Slots, { until }: SamplingContext): boolean[] {
  return natives.map((buckets, index) => (buckets.at(-1)?.end ?? wanted[index]?.end ?? Infinity) <= until);
}

function sampleAtOnce(native: Grain, slots: Slots, context: SamplingContext): Sampling {
  // A coarser bucket begins with a native bucket, except a month, quarter or year over weeks.
  const aligned = slots.grain !== null && (native !== 'week' || slots.grain === 'week');
  const widen = aligned ? null : native;
  return take(['at once', widen], slots, context, () => sampleWidened(widen, slots, context));
}

/** The slots themselves, or widened to whole native buckets. */
function sampleWidened(native: Grain | null, slots: Slots, context: SamplingContext): Sampling {
  const { timeZone, until } = context;
  const after = (instant: number, grain: Grain) => {
    const bucket = bucketAt(instant, grain, timeZone);
    return bucket.start === instant ? instant : bucket.end;
  };
  const widened = slots.wanted.map((bucket): Interval | null => {
    if (native === null || bucket === null) return bucket;
    const { start, end } = bucket;
    return {
      start: slots.grain === null ? bucketAt(start, native, timeZone).start : after(start, native),
      end: after(end, native),
    };
  });
  return {
    samples: widened.flatMap((bucket, index) =>
      bucket !== null && bucket.start < until ? [sampleOfBucket(bucket, index + 1, context)] : [],
    ),
    isMean: false,
    over: widened.map((bucket) => (bucket !== null && bucket.start < until ? 1 : 0)),
    complete: widened.map((bucket) => bucket !== null && bucket.end <= until),
    measured: extent(widened.filter((bucket) => bucket !== null)),
  };
}

/** The native buckets that belong to each slot: by their start, or by overlap. */
function nativesBySlot(metric: Metric, grain: Grain, slots: Slots, context: SamplingContext): Interval[][] {
  const range = extent(slots.wanted.filter((bucket) => bucket !== null));
  if (range === null) return slots.wanted.map(() => []);
  const refuse = (buckets: number) =>
    gatewayError('RANGE_TOO_LARGE', { buckets, grain, max: context.maxBuckets, metric: metric.key });
  const rough = roughCount(range, grain);
  if (rough > context.maxBuckets * 1.1 + 2) throw refuse(rough);
  const natives = bucketsOver(range, grain, context.timeZone);
  if (natives.length > context.maxBuckets) throw refuse(natives.length);
  if (slots.grain === null) return slots.wanted.map((bucket) => (bucket === null ? [] : natives));
  let next = 0;
  return slots.wanted.map((bucket) => {
    if (bucket === null) return [];
    while (next < natives.length && natives[next]!.start < bucket.start) next++;
    const from = next;
    while (next < natives.length && natives[next]!.start < bucket.end) next++;
    return natives.slice(from, next);
  });
}

function extent(intervals: readonly Interval[]): Interval | null {
  const [first] = intervals;
  return first === undefined ? null : { start: first.start, end: intervals.at(-1)!.end };
}
