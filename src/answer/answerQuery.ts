import { gatewayError } from '../errors';
import type { MetricQuery } from '../query/query';
import type { Registry } from '../registry/registry';
import type { Answer } from './answer';
import { decodeRows } from './decode';
import type { Gateway } from './gateway';
import { prepare, type Prepared } from './prepare';
import { warningsOf } from './warnings';

/**
 * Answers a query by one statement. Errors: those of `prepare` and of the engine, and RESULT_TOO_LARGE where there are more
 * rows than may be given and no limit was.
 */
export async function answerQuery(gateway: Gateway, query: MetricQuery): Promise<Answer> {
  return answerPrepared(gateway, prepare(gateway, query));
}

export async function answerPrepared(
  { registry, engine }: Pick<Gateway, 'registry' | 'engine'>,
  prepared: Prepared,
): Promise<Answer> {
  const { query, plan, statement, layout } = prepared;
  const started = performance.now();
  const answered = await engine.run(statement, registry.limits.timeoutMs);
  const { rows, totals, rowCount } = decodeRows(plan, layout, answered);
  const wanted = query.limit ?? registry.limits.maxRows;
  const hasMore = rows.length > wanted;
  if (hasMore && query.limit === null) throw gatewayError('RESULT_TOO_LARGE', { max: wanted, limit: null });
  return {
    rows: hasMore ? rows.slice(0, wanted) : rows,
    rowCount,
    hasMore,
    totals,
    meta: metaOf(registry, prepared, performance.now() - started),
  };
}

/** What is known of an answer without running it; `elapsedMs` is what the engine and decoding took. */
export function metaOf(registry: Registry, { query, plan }: Prepared, elapsedMs: number): Answer['meta'] {
  const { timeZone, asOf } = query;
  const { version } = registry;
  return {
    timeZone,
    range: plan.range,
    asOf,
    registryVersion: version,
    elapsedMs,
    warnings: warningsOf(plan, timeZone),
  };
}
