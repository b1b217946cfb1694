import type { MetricGrain } from '../../../questions/documents';
import type { ExploreRange } from './state';

/** All grains, from the finest one. */
export const GRAINS: readonly MetricGrain[] = ['HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR'];

/** The usual length of a unit in hours, for estimates only. */
const HOURS: Readonly<Record<MetricGrain, number>> = {
  HOUR: 1,
  DAY: 24,
  WEEK: 24 * 7,
  MONTH: 24 * 30.44,
  QUARTER: 24 * 91.31,
  YEAR: 24 * 365.25,
};
const MS_PER_HOUR = 3_600_000;
/** The longest range in hours that a grain shows without becoming too dense. */
const LONGEST: readonly (readonly [MetricGrain, number])[] = [
  ['HOUR', 24 * 2],
  ['DAY', 24 * 100],
  ['WEEK', 24 * 7 * 60],
  ['MONTH', 24 * 366 * 6],
  ['QUARTER', 24 * 366 * 15],
];
/** So few buckets of the range's own unit show no course, so the page takes a finer grain. */
const MIN_BUCKETS = 4;

export function isFiner(one: MetricGrain, other: MetricGrain): boolean {
  return GRAINS.indexOf(one) < GRAINS.indexOf(other);
}

/** Returns about how many buckets a range has. */
export function bucketCount(range: ExploreRange, grain: MetricGrain): number {
  return Math.ceil(hoursOf(range) / HOURS[grain]);
}

/** Returns the grain that shows a range well, of those that are available. */
export function autoGrain(range: ExploreRange, available: readonly MetricGrain[]): MetricGrain {
  const wanted = wantedGrain(range);
  return available.find((grain) => !isFiner(grain, wanted)) ?? available.at(-1) ?? wanted;
}

function wantedGrain(range: ExploreRange): MetricGrain {
  if (range.kind === 'last') {
    const count = range.count + (range.isRunning ? 1 : 0);
    const isDense = LONGEST.some(([grain, hours]) => grain === range.unit && hoursOf(range) > hours);
    if (count >= MIN_BUCKETS && !isDense) return range.unit;
  }
  const hours = hoursOf(range);
  return LONGEST.find(([, longest]) => hours <= longest)?.[0] ?? 'YEAR';
}

function hoursOf(range: ExploreRange): number {
  switch (range.kind) {
    case 'last':
      return (range.count + (range.isRunning ? 1 : 0)) * HOURS[range.unit];
    case 'dates':
      return (Date.parse(range.through) - Date.parse(range.from)) / MS_PER_HOUR + HOURS.DAY;
    case 'instants':
      return (Date.parse(range.to) - Date.parse(range.from)) / MS_PER_HOUR;
  }
}
