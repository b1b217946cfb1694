import type { SeriesArguments } from '../../questions/useSeries';

/** The ranges that a person can choose for a whole dashboard. */
export const RANGES = {
  '7d': { last: 7, unit: 'DAY' },
  '30d': { last: 30, unit: 'DAY' },
  '90d': { last: 90, unit: 'DAY' },
  '12w': { last: 12, unit: 'WEEK' },
  '12m': { last: 12, unit: 'MONTH' },
} as const satisfies Readonly<Record<string, SeriesArguments['range']>>;
export type RangeKey = keyof typeof RANGES;

/** The range of the address (`?range=7d`), which replaces that of all tiles; null without one. */
export function chosenRange(search: URLSearchParams): SeriesArguments['range'] | null {
  const key = rangeKeyOf(search);
  return key === null ? null : RANGES[key];
}

/** The key of a range that the page knows, else null. */
export function rangeKeyOf(search: URLSearchParams): RangeKey | null {
  const key = search.get('range');
  return key !== null && Object.hasOwn(RANGES, key) ? (key as RangeKey) : null;
}
