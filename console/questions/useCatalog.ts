import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import type { CatalogQuery } from './documents';
import { catalogQuery } from './queries';

export type Catalog = NonNullable<CatalogQuery['metricCatalog']>;
export type CatalogMetric = Catalog['metrics'][number];
export type CatalogDimension = Catalog['dimensions'][number];

/** The registry that the caller sees, in the page's language. */
export function useCatalog() {
  const { language } = useLanguage();
  return useQuery(catalogQuery(language));
}
