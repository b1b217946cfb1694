import type { Grain } from '../../../src/time/grain';

/** Grains, finest first. */
export const GRAINS: readonly Grain[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];

/** The metric's grain and every coarser one. */
export function grainsFrom(native: Grain): readonly Grain[] {
  return GRAINS.slice(GRAINS.indexOf(native));
}
