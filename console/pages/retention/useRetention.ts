import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '../../questions/ask';
import { RetentionDocument, type RetentionQuery } from '../../questions/documents';
import { useLanguage } from '../../words/words';
import type { RetentionState } from './state';

export type RetentionAnswer = NonNullable<RetentionQuery['retention']>;

/** The cohorts of a state, with the running one. The old answer stays until the new one comes. */
export function useRetention(state: RetentionState | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['retention', language, state],
    queryFn: async ({ signal }) => {
      const { cohorts, ...args } = state!;
      const range = { last: cohorts - 1, unit: args.period, includeCurrent: true };
      return (await ask(RetentionDocument, { ...args, range, locale: language }, signal)).retention!;
    },
    placeholderData: keepPreviousData,
    enabled: state !== null,
  });
}
