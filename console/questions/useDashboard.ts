import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../words/words';
import { ask } from './ask';
import { DashboardDocument, type DashboardQuery } from './documents';
import type { SeriesArguments } from './useSeries';

type Found = NonNullable<NonNullable<DashboardQuery['metricCatalog']>['dashboard']>;
export type DashboardSection = Found['sections'][number];
export type DashboardTile = DashboardSection['tiles'][number];

/** A dashboard. Errors: UNKNOWN_NAME, if there is none, or the role may not see it. */
export function useDashboard(key: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['dashboard', language, key],
    queryFn: async ({ signal }) => {
      const { metricCatalog } = await ask(DashboardDocument, { key, locale: language }, signal);
      return metricCatalog!.dashboard!;
    },
  });
}

/** The question of a tile. The gateway has checked it against the arguments of `metricSeries`. */
export function argumentsOf(tile: DashboardTile): SeriesArguments {
  return tile.variables as unknown as SeriesArguments;
}
