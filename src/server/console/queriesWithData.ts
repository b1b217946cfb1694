import { newestRowOf, reachBack, type LastUnits } from '../../answer/reachBack';
import { Deadline } from '../../engine/deadline';
import { GatewayError } from '../../errors';
import { exampleMetrics, exampleQueries, newTabMetrics, newTabQuery } from '../../graphql/examples';
import { EVERYTHING } from '../../policy/policy';
import type { Locale } from '../../time/locale';
import type { Served } from '../http/serving';

/** The page waits no longer for the newest rows, in milliseconds. */
const WITHIN_MS = 1_000;

/** The queries of GraphiQL's page. */
export interface PageQueries {
  /** Those of the tabs at a first visit. */
  readonly examples: readonly string[];
  /** That of each new tab. */
  readonly newTab: string;
}

/**
 * Returns the queries of the page. If the data of the metrics of a query ended earlier, it reaches
 * back to the newest row. Only for a gateway without authentication: the dates are those of all
 * rows.
 */
export async function queriesWithData(
  { gateway: { registry }, services }: Pick<Served, 'gateway' | 'services'>,
  locale: Locale,
): Promise<PageQueries> {
  const frame = { timeZone: registry.timeZone, asOf: Date.now(), policy: EVERYTHING };
  const deadline = new Deadline(WITHIN_MS);
  const newest = await Promise.all(
    [...exampleMetrics(registry).map(({ metrics }) => metrics), newTabMetrics(registry)].map(async (metrics) => {
      const keys = metrics.map(({ key }) => key);
      try {
        return [keys.join(), await newestRowOf(registry, services, keys, frame, deadline)] as const;
      } catch (error) {
        if (!(error instanceof GatewayError)) throw error;
        return [keys.join(), null] as const;
      }
    }),
  );
  const known = new Map(newest);
  const reach = (keys: readonly string[], units: LastUnits) => reachBack(units, known.get(keys.join()) ?? null, frame);
  return { examples: exampleQueries(registry, locale, reach), newTab: newTabQuery(registry, locale, reach) };
}
