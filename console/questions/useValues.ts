import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { ask } from './ask';
import { ValuesDocument, type ValuesQuery } from './documents';

type Found = NonNullable<NonNullable<NonNullable<ValuesQuery['metricCatalog']>['dimension']>['values']>;
export type DimensionValue = Found[number];

const LIMIT = 50;

/** The values of a dimension that match a search, in the page's language. */
export function useValues(dimension: string, search: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['values', language, dimension, search],
    queryFn: async ({ signal }): Promise<readonly DimensionValue[]> => {
      const variables = { key: dimension, search: search === '' ? null : search, limit: LIMIT, locale: language };
      return (await ask(ValuesDocument, variables, signal)).metricCatalog?.dimension?.values ?? [];
    },
    placeholderData: keepPreviousData,
  });
}
