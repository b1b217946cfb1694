import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../words/words';
import type { DashboardQuery } from './documents';
import { dashboardQuery } from './queries';

type Found = NonNullable<NonNullable<DashboardQuery['metricCatalog']>['dashboard']>;
export type DashboardSection = Found['sections'][number];
export type DashboardTile = DashboardSection['tiles'][number];

/** The gateway reads changed files at once, and an open page asks this often. */
const POLL_MS = 10_000;

/** A dashboard as its file is now. Errors: UNKNOWN_NAME, if the caller sees none of this key. */
export function useDashboard(key: string) {
  const { language } = useLanguage();
  const found = useQuery({ ...dashboardQuery(key, language), refetchInterval: POLL_MS });
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
