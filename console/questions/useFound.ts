import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from './ask';
import { FoundDocument } from './documents';

/** The keys of the metrics that match a search in any language; null without a search. */
export function useFound(search: string) {
  const text = search.trim();
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['found', text],
    queryFn: async ({ signal }) => {
      const { metricCatalog } = await ask(FoundDocument, { search: text }, signal);
      return new Set(metricCatalog!.metrics.map(({ key }) => key));
    },
    placeholderData: keepPreviousData,
    enabled: text !== '',
  });
  return { keys: text === '' ? null : data, error, isOld: isPlaceholderData, refetch };
}
