export const DURATION_UNITS = ['minute', 'hour', 'day', 'week'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];

/** A stretch of elapsed time: a day has 24 hours, also where clocks change. */
export interface Duration {
  readonly count: number;
  readonly unit: DurationUnit;
}

const MINUTE_MS = 60_000;
const UNIT_MS: { readonly [U in DurationUnit]: number } = {
  minute: MINUTE_MS,
  hour: 60 * MINUTE_MS,
  day: 24 * 60 * MINUTE_MS,
  week: 7 * 24 * 60 * MINUTE_MS,
};

/** In milliseconds. */
export function lengthOf({ count, unit }: Duration): number {
  return count * UNIT_MS[unit];
}
