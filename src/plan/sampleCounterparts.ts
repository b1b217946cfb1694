import { spanOf, type Interval } from '../time/calendar';
import type { Grain } from '../time/grain';
import type { Sampling, Slots } from './sampling';

/** Samples a metric in slots, as of either moment. */
export interface MomentSamplers {
  readonly asOf: (slots: Slots) => Sampling;
  /** As of the moved moment: asOf in the comparison period. */
  readonly asOfThen: (slots: Slots) => Sampling;
}

/**
 * Samples a metric in the counterparts of slots. A counterpart is complete if its slot is. If the
 * slot is not complete at asOf, its counterpart ends at the moved moment
 * (docs/meaning.md#running-counterparts).
 */
export function sampleCounterparts(
  { asOf, asOfThen }: MomentSamplers,
  current: Sampling,
  counterparts: readonly (Interval | null)[],
  grain: Grain | null,
): Sampling {
  const only = (complete: boolean): Slots => ({
    wanted: counterparts.map((bucket, index) => (current.complete[index] === complete ? bucket : null)),
    grain,
  });
  const [uncut, cut] = [asOf(only(true)), asOfThen(only(false))];
  const samples = [...uncut.samples, ...cut.samples].sort((a, b) => a.slot - b.slot || a.start - b.start);
  return {
    samples,
    over: uncut.over.map((count, index) => count + cut.over[index]!),
    isMean: current.isMean,
    complete: current.complete,
    measured: spanOf([uncut.measured, cut.measured]),
  };
}
