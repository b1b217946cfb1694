import type { AnswerMeta, Warning } from '../../answer/answer';
import type { Gateway } from '../../answer/gateway';
import { freshnessOf } from '../../answer/freshness';
import { noDataBefore } from '../../answer/noDataBefore';
import type { Asker } from '../../engine/asker';
import type { MetricQuery } from '../../query/query';
import { writeInstant } from '../../time/writing';
import type { GraphqlContext } from '../context';
import { shapeMeta } from './shape';

/** Gives `meta` its shape, with what the query's own statement does not tell. */
export type MetaShaper = (meta: AnswerMeta) => object;

/**
 * Begins to find out what is selected of `meta` beside the numbers, so that it takes no longer than they do. Fields are promises: one
 * that fails is an error of that field alone.
 */
export function beginMeta(
  { gateway, asker }: Pick<GraphqlContext, 'gateway' | 'asker'>,
  query: MetricQuery,
  selected: ReadonlySet<string>,
): MetaShaper {
  const freshness = selected.has('freshness') ? handled(freshnessIn(gateway, query, asker)) : null;
  const more = selected.has('warnings') ? handled(noDataBefore(gateway, query, asker.deadline)) : null;
  const withMore = async ({ warnings, range, comparedTo }: AnswerMeta): Promise<Warning[]> => [
    ...warnings,
    ...((await more)?.(range, comparedTo) ?? []),
  ];
  // What several answers share is shaped once: writing instants is slow.
  const known = new WeakMap<AnswerMeta, object>();
  return (meta) => {
    const shaped = known.get(meta) ?? { ...shapeMeta(meta), freshness, warnings: handled(withMore(meta)) };
    known.set(meta, shaped);
    return shaped;
  };
}

async function freshnessIn(gateway: Gateway, query: MetricQuery, asker: Asker): Promise<object[]> {
  const tables = await freshnessOf(gateway, query, asker);
  return tables.map(({ table, latest }) => ({
    table,
    latest: latest === null ? null : writeInstant(latest, query.frame.timeZone),
  }));
}

/** If the numbers fail first nobody waits for it any more, and a failure nobody hears of would end the process. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
