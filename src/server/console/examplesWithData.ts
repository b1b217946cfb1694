import { newestRowOf, reachBack } from '../../answer/reachBack';
import { Deadline } from '../../engine/deadline';
import { GatewayError } from '../../errors';
import { exampleMetrics, exampleQueries } from '../../graphql/examples';
import { EVERYTHING } from '../../policy/policy';
import type { Locale } from '../../time/locale';
import type { Served } from '../http/serving';

/** The page waits no longer for the newest rows, in milliseconds. */
const WITHIN_MS = 1_000;

/**
 * Returns the example queries. If the data of a group of metrics ended earlier, its query reaches
 * back to the newest row. Only for a gateway without authentication: the dates are those of all
 * rows.
 */
export async function examplesWithData(
  { gateway: { registry }, services }: Pick<Served, 'gateway' | 'services'>,
  locale: Locale,
): Promise<string[]> {
  const frame = { timeZone: registry.timeZone, asOf: Date.now(), policy: EVERYTHING };
  const deadline = new Deadline(WITHIN_MS);
  const newest = await Promise.all(
    exampleMetrics(registry).map(async ({ metrics }) => {
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
  return exampleQueries(registry, locale, (keys, units) => reachBack(units, known.get(keys.join()) ?? null, frame));
}
