import type { MetricQuery } from '../query/query';
import type { Asking } from './ask';
import { freshnessOf, type Freshness } from './freshness';
import { firstDatesOf, type FirstDates } from './noDataBefore';

/**
 * Facts about an answer that need a look-up of their own. The caller says which of them it needs.
 */
export interface WantedBeside {
  readonly freshness: boolean;
  readonly warnings: boolean;
}

/** The look-ups that run beside a statement; null: not wanted. */
export interface Beside {
  readonly freshness: Promise<readonly Freshness[]> | null;
  readonly firstDates: Promise<FirstDates> | null;
}

/**
 * Begins the look-ups beside a query, so that they take no longer than its numbers. A look-up that
 * fails leaves the numbers alone.
 */
export function beginBeside(
  { gateway, services, asker }: Pick<Asking, 'gateway' | 'services' | 'asker'>,
  query: MetricQuery,
  wanted: WantedBeside,
): Beside {
  return {
    freshness: wanted.freshness ? handled(freshnessOf(gateway, query, asker)) : null,
    firstDates: wanted.warnings
      ? handled(firstDatesOf(gateway.registry, services.firstRows, query, asker.deadline))
      : null,
  };
}

/**
 * If the numbers fail first, nobody waits for the promise: an unhandled failure would end the
 * process.
 */
export function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
