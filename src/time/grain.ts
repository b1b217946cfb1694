/** Widths of time, finest first. The calendar's own words; weeks begin on Monday (docs/meaning.md#day). */
export const GRAINS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** True if buckets of `grain` are narrower than those of `than` in the order of {@link GRAINS}. */
export function isFiner(grain: Grain, than: Grain): boolean {
  return GRAINS.indexOf(grain) < GRAINS.indexOf(than);
}

/** Grains at which a number whose native grain is `native` means something: itself and every coarser one. */
export function grainsFrom(native: Grain): readonly Grain[] {
  return GRAINS.filter((grain) => !isFiner(grain, native));
}
