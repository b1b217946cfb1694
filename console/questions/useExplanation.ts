import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { ask, askAll } from './ask';
import { DefinitionDocument, ExplainDocument, type DefinitionQuery, type ExplainQuery } from './documents';
import { listOf } from './merge';
import { GatewayProblem } from './problem';
import type { SeriesArguments } from './useSeries';

export type Definition = NonNullable<NonNullable<DefinitionQuery['metricCatalog']>['metric']>;
export type Explained = NonNullable<ExplainQuery['metricSeries']>;

export interface Explanation {
  readonly definitions: readonly Definition[];
  readonly answer: Explained;
}

/** The definitions of a picture's metrics, and their numbers over the whole range. */
export function useExplanation(args: SeriesArguments) {
  const { language: locale } = useLanguage();
  return useQuery({
    queryKey: ['explanation', locale, args],
    queryFn: async ({ signal }): Promise<Explanation> => {
      const { select, range, where, compare, timeZone } = args;
      const variables = { select, range, where, compare, timeZone, locale };
      const questions = listOf(select)!.map((key) => ({ document: DefinitionDocument, variables: { key, locale } }));
      const [{ metricSeries }, found] = await Promise.all([
        ask(ExplainDocument, variables, signal),
        askAll(questions, signal),
      ]);
      const problem = found.find((one) => one instanceof GatewayProblem);
      if (problem !== undefined) throw problem;
      const definitions = (found as readonly DefinitionQuery[]).flatMap((one) => one.metricCatalog?.metric ?? []);
      return { definitions, answer: metricSeries! };
    },
  });
}
