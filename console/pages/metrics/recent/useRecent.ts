import type { MetricDefinition } from '../../../questions/useMetric';
import { useSeries } from '../../../questions/useSeries';
import { recentArguments } from './recentArguments';

/** The recent course of a metric, compared with the period before. */
export function useRecent({ key, grain }: MetricDefinition) {
  return useSeries(recentArguments(key, grain));
}
