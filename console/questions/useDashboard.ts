import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../words/words';
import { ask } from './ask';
import { DashboardDocument, type DashboardQuery } from './documents';
import type { SeriesArguments } from './useSeries';

type Found = NonNullable<NonNullable<DashboardQuery['metricCatalog']>['dashboard']>;
export type DashboardSection = Found['sections'][number];
export type DashboardTile = DashboardSection['tiles'][number];

/** The gateway reads changed files at once, and an open page asks this often. */
const POLL_MS = 10_000;

/** A dashboard as its file is now. Errors: UNKNOWN_NAME, if the caller sees none of this key. */
export function useDashboard(key: string) {
  const { language } = useLanguage();
  const found = useQuery({
    queryKey: ['dashboard', language, key],
    queryFn: async ({ signal }) => {
      const { metricCatalog } = await ask(DashboardDocument, { key, locale: language }, signal);
      const { dashboard, dashboardsVersion } = metricCatalog!;
      return { ...dashboard!, dashboardsVersion };
    },
    refetchInterval: POLL_MS,
  });
  useNewCatalog(found.data?.dashboardsVersion);
  return found;
}

/** Asks for the catalog again if the dashboards change: the navigation lists them. */
function useNewCatalog(version: string | undefined): void {
  const client = useQueryClient();
  const known = useRef(version);
  useEffect(() => {
    if (version === undefined) return;
    if (known.current !== undefined && known.current !== version) {
      void client.invalidateQueries({ queryKey: ['catalog'] });
    }
    known.current = version;
  }, [client, version]);
}

/** The question of a tile. The gateway has checked it against the arguments of `metricSeries`. */
export function argumentsOf(tile: DashboardTile): SeriesArguments {
  return tile.variables as unknown as SeriesArguments;
}
