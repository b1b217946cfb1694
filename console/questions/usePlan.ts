import { useQuery } from '@tanstack/react-query';
import { ask } from './ask';
import { PlanDocument, type PlanQuery } from './documents';
import type { SeriesArguments } from './useSeries';

export type Plan = NonNullable<PlanQuery['metricSeries']>['plan'];

/** The SQL of a picture. The gateway does not run it. */
export function usePlan(args: SeriesArguments) {
  return useQuery({
    queryKey: ['plan', args],
    queryFn: async ({ signal }) => (await ask(PlanDocument, args, signal)).metricSeries!.plan,
  });
}
