import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { ask } from './ask';
import { CatalogDocument, type CatalogQuery } from './documents';

export type Catalog = NonNullable<CatalogQuery['metricCatalog']>;
export type CatalogMetric = Catalog['metrics'][number];
export type CatalogDimension = Catalog['dimensions'][number];

/** The registry that the caller sees, in the page's language. */
export function useCatalog() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['catalog', language],
    queryFn: async ({ signal }) => (await ask(CatalogDocument, { locale: language }, signal)).metricCatalog!,
  });
}
