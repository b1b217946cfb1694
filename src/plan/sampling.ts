import { gatewayError } from '../errors';
import type { Metric } from '../registry/registry';
import { bucketAt, bucketsOver, roughCount, type Interval } from '../time/calendar';
import type { Grain } from '../time/grain';

/** Buckets that numbers are wanted for. `wanted[i]` is slot i + 1. */
export interface Slots {
  readonly wanted: readonly Interval[];
  /** What they are buckets of. Null: the one bucket asked for, which native buckets belong to that overlap it. */
  readonly grain: Grain | null;
}

/** A stretch of time that a metric is measured over at once; its number goes to `slot`. */
interface Sample extends Interval {
  readonly slot: number;
}

/** How a metric is measured in each slot (docs/meaning.md#native-grain). */
export interface Sampling {
  /** Those that have begun, in order and disjoint. */
  readonly samples: readonly Sample[];
  /** By slot: what the sum of the samples is divided by; 0 where none has begun. */
  readonly over: readonly number[];
  /** By slot: whether asOf cuts none of it. */
  readonly complete: readonly boolean[];
  /** From the first native bucket measured to the last; wider than asked where they do not fit the range. */
  readonly measured: Interval;
}

interface Clock {
  readonly timeZone: string;
  readonly asOf: number;
  readonly maxBuckets: number;
}

/** Counts and sums add up over any stretch of time; the rest must be measured stretch by stretch. */
function isAdditiveOverTime({ definition, coarser }: Metric): boolean {
  if (coarser !== 'recompute' || definition.kind === 'ratio') return false;
  const { kind } = definition;
  return (kind === 'count' && definition.lag === 0) || (kind === 'sum' && definition.lag === 0) || kind === 'first';
}

/** Looks back by native buckets, so that each must be measured by itself. */
function isMeasuredByNative({ definition }: Metric): boolean {
  return definition.kind === 'return' || ('lag' in definition && definition.lag > 0);
}

/**
 * The samples of a metric that is no ratio. Errors: RANGE_TOO_LARGE where a slot holds more native buckets than allowed.
 */
export function sampleMetric(metric: Metric, slots: Slots, clock: Clock): Sampling {
  if (metric.coarser === 'recompute' && !isMeasuredByNative(metric)) return sampleAtOnce(metric.grain, slots, clock);
  const samples: Sample[] = [];
  const over: number[] = [];
  const complete: boolean[] = [];
  const natives = nativesBySlot(metric, metric.grain, slots, clock);
  natives.forEach((buckets, index) => {
    const begun = buckets.filter((bucket) => bucket.start <= clock.asOf);
    const chosen = choose(metric, begun, clock.asOf);
    for (const bucket of chosen) samples.push({ ...bucket, slot: index + 1 });
    over.push(metric.coarser === 'average' ? chosen.length : Math.min(chosen.length, 1));
    complete.push(endOf(buckets, slots.wanted[index]!) <= clock.asOf);
  });
  return { samples, over, complete, measured: extent(natives.flat()) };
}

/**
 * The samples of one side of a ratio: the metric measured in each native bucket of the ratio, then added up by slot
 * (docs/meaning.md#ratio).
 */
export function samplePart(part: Metric, ratio: Metric, slots: Slots, clock: Clock): Sampling {
  // What adds up over time needs no cut into native buckets: the sum over them is the number over all of them.
  if (isAdditiveOverTime(part)) return sampleAtOnce(ratio.grain, slots, clock);
  const natives = nativesBySlot(ratio, ratio.grain, slots, clock);
  const owners = natives.flatMap((buckets, index) => buckets.map(() => index + 1));
  const inner = sampleMetric(part, { wanted: natives.flat(), grain: ratio.grain }, clock);
  const over = slots.wanted.map((_, index) => (natives[index]!.some(({ start }) => start <= clock.asOf) ? 1 : 0));
  return {
    samples: inner.samples.map((sample) => ({ ...sample, slot: owners[sample.slot - 1]! })),
    over,
    complete: natives.map((buckets, index) => endOf(buckets, slots.wanted[index]!) <= clock.asOf),
    measured: extent(natives.flat()),
  };
}

function choose(metric: Metric, begun: readonly Interval[], asOf: number): readonly Interval[] {
  if (metric.coarser === 'recompute') return begun;
  if (metric.coarser === 'last') return begun.slice(-1);
  const complete = begun.filter((bucket) => bucket.end <= asOf);
  return complete.length > 0 ? complete : begun.slice(-1);
}

function sampleAtOnce(native: Grain, slots: Slots, { timeZone, asOf }: Clock): Sampling {
  const after = (instant: number) => {
    const bucket = bucketAt(instant, native, timeZone);
    return bucket.start === instant ? instant : bucket.end;
  };
  // Coarser buckets begin where native ones do, but for weeks under months.
  const aligned = slots.grain !== null && (native !== 'week' || slots.grain === 'week');
  const whole = aligned
    ? slots.wanted
    : slots.wanted.map(({ start, end }) => ({
        start: slots.grain === null ? bucketAt(start, native, timeZone).start : after(start),
        end: after(end),
      }));
  return {
    samples: whole.map((bucket, index) => ({ ...bucket, slot: index + 1 })).filter(({ start }) => start <= asOf),
    over: whole.map(({ start }) => (start <= asOf ? 1 : 0)),
    complete: whole.map(({ end }) => end <= asOf),
    measured: extent(whole),
  };
}

/** The native buckets that belong to each slot: by their start, or by overlap. */
function nativesBySlot(metric: Metric, grain: Grain, slots: Slots, clock: Clock): Interval[][] {
  const range = extent(slots.wanted);
  const refuse = (buckets: number) =>
    gatewayError('RANGE_TOO_LARGE', { buckets, grain, max: clock.maxBuckets, metric: metric.key });
  const rough = roughCount(range, grain);
  if (rough > clock.maxBuckets * 1.1 + 2) throw refuse(rough);
  const natives = bucketsOver(range, grain, clock.timeZone);
  if (natives.length > clock.maxBuckets) throw refuse(natives.length);
  if (slots.grain === null) return [natives];
  let next = natives.findIndex(({ start }) => start >= range.start);
  return slots.wanted.map(({ end }) => {
    const from = next;
    while (next < natives.length && natives[next]!.start < end) next++;
    return natives.slice(from, next);
  });
}

function endOf(natives: readonly Interval[], slot: Interval): number {
  return natives.at(-1)?.end ?? slot.end;
}

function extent(intervals: readonly Interval[]): Interval {
  return { start: intervals[0]!.start, end: intervals.at(-1)!.end };
}
