import type { MetricQuery } from '../query/query';
import type { AnswerMeta } from './answer';
import type { Asking } from './ask';
import { freshnessOf, type Freshness } from './freshness';
import { keyWarningsOf } from './keyWarnings';
import { endDatesOf, noDataAfter } from './noDataAfter';
import { firstDatesOf, noDataBefore } from './noDataBefore';
import type { Warning } from './warning';

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
  /** All warnings of an answer, including those that need a look-up. */
  readonly warnings: ((meta: AnswerMeta) => Promise<readonly Warning[]>) | null;
}

/**
 * Begins the look-ups beside a query, so that they take no longer than its numbers. A look-up that
 * fails leaves the numbers alone. `alsoBy`: dimensions of the query that its frame lacks.
 */
export function beginBeside(
  { gateway, services, asker }: Pick<Asking, 'gateway' | 'services' | 'asker'>,
  query: MetricQuery,
  wanted: WantedBeside,
  alsoBy: readonly string[] = [],
): Beside {
  return {
    freshness: wanted.freshness ? handled(freshnessOf(gateway, query, asker)) : null,
    warnings: wanted.warnings ? beginWarnings({ gateway, services, asker }, query, alsoBy) : null,
  };
}

function beginWarnings(
  { gateway: { registry }, services, asker: { deadline } }: Pick<Asking, 'gateway' | 'services' | 'asker'>,
  query: MetricQuery,
  alsoBy: readonly string[],
): NonNullable<Beside['warnings']> {
  const firstDates = handled(firstDatesOf(registry, services.firstRows, query, deadline));
  const endDates = handled(endDatesOf(registry, services.dataEnds, query, deadline));
  const keys = handled(keyWarningsOf({ registry, keys: services.keys, deadline }, query, alsoBy));
  return async (meta) => [
    ...meta.warnings,
    ...(await keys),
    ...noDataBefore(registry, query, await firstDates, meta),
    ...noDataAfter(registry, query, await endDates, meta),
  ];
}

/**
 * If the numbers fail first, nobody waits for the promise: an unhandled failure would end the
 * process.
 */
export function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
