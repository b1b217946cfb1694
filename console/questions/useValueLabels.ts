import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { askAll } from './ask';
import { ValuesDocument } from './documents';
import { GatewayProblem } from './problem';

/** A search also finds values that only contain the text, so several are read. */
const LIMIT = 50;

/** The names of some values of a dimension, by value; empty until they are known. */
export function useValueLabels(dimension: string, values: readonly string[]): ReadonlyMap<string, string> {
  const { language } = useLanguage();
  const { data } = useQuery({
    queryKey: ['labels', language, dimension, values],
    queryFn: async ({ signal }) => {
      const questions = values.map((search) => ({
        document: ValuesDocument,
        variables: { key: dimension, search, limit: LIMIT, locale: language },
      }));
      const answers = await askAll(questions, signal);
      return new Map(
        answers.flatMap((answer, index) => {
          const found = answer instanceof GatewayProblem ? null : answer.metricCatalog?.dimension?.values;
          const label = found?.find(({ value }) => value === values[index])?.label;
          return label === undefined ? [] : [[values[index]!, label] as const];
        }),
      );
    },
    enabled: values.length > 0,
    staleTime: Infinity,
  });
  return data ?? new Map();
}
