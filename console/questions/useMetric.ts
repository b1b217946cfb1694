import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import type { MetricQuery } from './documents';
import { metricQuery } from './queries';

export type MetricDefinition = NonNullable<NonNullable<MetricQuery['metricCatalog']>['metric']>;
export type Lineage = MetricDefinition['lineage'];

/** The definition of a metric that the catalog has. */
export function useMetric(key: string) {
  const { language } = useLanguage();
  return useQuery(metricQuery(key, language));
}
