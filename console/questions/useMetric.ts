import { useQuery } from '@tanstack/react-query';
import { useLanguage, type Language } from '../words/words';
import { ask } from './ask';
import { MetricDocument, type MetricQuery } from './documents';

export type MetricDefinition = NonNullable<NonNullable<MetricQuery['metricCatalog']>['metric']>;
export type Lineage = MetricDefinition['lineage'];

/** The other one of the two languages in which the page shows a definition. */
export const OTHER: Readonly<Record<Language, Language>> = { en: 'zh', zh: 'en' };

/** The definition of a metric that the catalog has. */
export function useMetric(key: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['metric', language, key],
    queryFn: async ({ signal }) => {
      const variables = { key, locale: language, other: OTHER[language] };
      return (await ask(MetricDocument, variables, signal)).metricCatalog!.metric!;
    },
  });
}
