import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../questions/ask';
import { FunnelDocument, type FunnelQuery } from '../../questions/documents';
import { useLanguage } from '../../words/words';
import { RANGES } from '../dashboard/ranges';
import type { FunnelState } from './state';

export type FunnelAnswer = NonNullable<FunnelQuery['funnel']>;
export type FunnelRow = FunnelAnswer['rows'][number];

/** The funnel of a state. The old answer stays until the new one comes. */
export function useFunnel(state: FunnelState | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['funnel', language, state],
    queryFn: async ({ signal }) => {
      const { steps, range, within, groupBy } = state!;
      const by = groupBy === null ? [] : [groupBy];
      const variables = { steps, range: RANGES[range], within, groupBy: by, locale: language };
      // The old answer keeps its own groups until the new one comes.
      return { ...(await ask(FunnelDocument, variables, signal)).funnel!, groupBy };
    },
    placeholderData: keepPreviousData,
    enabled: state !== null,
  });
}
