import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { askAll } from './ask';
import { RankingDocument, type RankingQuery, type RankingQueryVariables } from './documents';
import { GatewayProblem } from './problem';

export type Ranking = NonNullable<RankingQuery['metricSeries']>['series'];
export type RankingArguments = Omit<RankingQueryVariables, 'locale'>;

/** The values of dimensions with their numbers, in the order of `all`, by one request. */
export function useRankings(all: readonly RankingArguments[]) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['rankings', language, all],
    queryFn: async ({ signal }) => {
      const questions = all.map((args) => ({ document: RankingDocument, variables: { ...args, locale: language } }));
      const answers = await askAll(questions, signal);
      return answers.map((answer) => (answer instanceof GatewayProblem ? answer : answer.metricSeries!.series));
    },
    placeholderData: keepPreviousData,
    enabled: all.length > 0,
  });
}
