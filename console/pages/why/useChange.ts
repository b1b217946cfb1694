import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../questions/ask';
import { ChangeDocument, type ChangeQuery } from '../../questions/documents';
import { useLanguage } from '../../words/words';
import { RANGES } from '../dashboard/ranges';
import type { WhyState } from './state';

export type ChangeAnswer = NonNullable<ChangeQuery['explainChange']>;
export type ChangeDimension = ChangeAnswer['dimensions'][number];

/** What makes up a change, by each dimension. The old answer stays until the new one comes. */
export function useChange(state: WhyState | null, by: readonly string[]) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['change', language, state, by],
    queryFn: async ({ signal }) => {
      const { metric, range } = state!;
      const variables = { metric, by, range: RANGES[range], compare: { previousPeriod: true }, locale: language };
      return (await ask(ChangeDocument, variables, signal)).explainChange!;
    },
    placeholderData: keepPreviousData,
    enabled: state !== null,
  });
}
