import type { MetricGrain } from '../../../questions/documents';
import type { SeriesArguments } from '../../../questions/useSeries';

/** About 90 days, or as many whole units of a coarser metric as make a line. */
const RANGES: Readonly<Record<MetricGrain, { readonly last: number; readonly unit: MetricGrain }>> = {
  HOUR: { last: 90, unit: 'DAY' },
  DAY: { last: 90, unit: 'DAY' },
  WEEK: { last: 13, unit: 'WEEK' },
  MONTH: { last: 12, unit: 'MONTH' },
  QUARTER: { last: 8, unit: 'QUARTER' },
  YEAR: { last: 5, unit: 'YEAR' },
};

/** Returns the question for the recent course of a metric, with the bucket that still runs. */
export function recentArguments(key: string, grain: MetricGrain) {
  const { last, unit } = RANGES[grain];
  return {
    select: [key],
    range: { last, unit, includeCurrent: true },
    grain: unit,
    compare: { previousPeriod: true },
  } satisfies SeriesArguments;
}
