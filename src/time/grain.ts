/** Grains, finest first. Weeks begin on Monday (docs/meaning.md#day). */
export const GRAINS = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof GRAINS)[number];

/** True if `grain` is finer than `than` in the order of {@link GRAINS}. */
export function isFiner(grain: Grain, than: Grain): boolean {
  return GRAINS.indexOf(grain) < GRAINS.indexOf(than);
}

/** The grains of a number with the native grain `native`: that grain and every coarser one. */
export function grainsFrom(native: Grain): readonly Grain[] {
  return GRAINS.filter((grain) => !isFiner(grain, native));
}
