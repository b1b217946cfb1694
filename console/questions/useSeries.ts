import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { ask } from './ask';
import { SeriesDocument, type AnswerFragment, type SeriesQueryVariables } from './documents';
import { manySeriesQuery } from './queries';

export type Answer = AnswerFragment;
export type Series = Answer['series'][number];

/** The arguments of one picture, without the language of the page. */
export type SeriesArguments = Omit<SeriesQueryVariables, 'locale'>;

/** The answer of one picture. The old one stays until the new one comes. */
export function useSeries(args: SeriesArguments | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['series', language, args],
    queryFn: async ({ signal }) => (await ask(SeriesDocument, { ...args!, locale: language }, signal)).metricSeries!,
    placeholderData: keepPreviousData,
    enabled: args !== null,
  });
}

/** The answers of several pictures, in the order of `all`, by one request. */
export function useManySeries(all: readonly SeriesArguments[]) {
  const { language } = useLanguage();
  return useQuery({
    ...manySeriesQuery(all, language),
    placeholderData: keepPreviousData,
    enabled: all.length > 0,
  });
}
