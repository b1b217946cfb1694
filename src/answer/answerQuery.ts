import { forItself, type Asker } from '../engine/asker';
import { gatewayError } from '../errors';
import type { MetricQuery } from '../query/query';
import type { Registry } from '../model/registry';
import { decoding } from '../steps';
import type { Answer, AnswerMeta } from './answer';
import { decodeRows, type DecodedPage } from './decode';
import type { Gateway } from './gateway';
import { prepare, type Prepared } from './prepare';
import { warningsOf } from './warnings';
import { runTraced } from './runTraced';

/**
 * Answers a query by one statement. Errors: those of `prepare` and of the engine, and
 * RESULT_TOO_LARGE for more rows than allowed without a limit.
 */
export async function answerQuery(
  gateway: Gateway,
  query: MetricQuery,
  asker: Asker = forItself(gateway.registry.limits.timeoutMs),
): Promise<Answer> {
  const prepared = prepare(gateway, [query]);
  const [answer] = await answerPrepared(gateway, prepared, asker);
  return answer!();
}

/**
 * Runs a statement and returns one function for each query that it was prepared for, in their
 * order. A function returns the answer of its query or throws RESULT_TOO_LARGE. So one query can
 * fail without the others. Errors: those of the engine.
 */
export async function answerPrepared(
  { registry, engine }: Gateway,
  prepared: Prepared,
  asker: Asker,
): Promise<(() => Answer)[]> {
  const { queries, plan, layout, statement } = prepared;
  const started = performance.now();
  const engineRows = await runTraced(
    engine,
    prepared,
    () => engine.run(statement, asker),
    ({ length }) => length,
  );
  const pages = decoding.traceSync(() => decodeRows(plan, layout, engineRows), {});
  const elapsedMs = performance.now() - started;
  return queries.map(
    (query, index) => () => answerOf(registry, query, pages[index]!, metaOf(registry, prepared, index, elapsedMs)),
  );
}

function answerOf(registry: Registry, query: MetricQuery, page: DecodedPage, meta: AnswerMeta): Answer {
  const { limit, overall } = query.page;
  const wanted = limit ?? registry.limits.maxRows;
  const hasMore = page.rows.length > wanted;
  if (hasMore && limit === null) {
    throw gatewayError('RESULT_TOO_LARGE', { max: wanted, limit: null, pages: !overall });
  }
  return { ...page, rows: hasMore ? page.rows.slice(0, wanted) : page.rows, hasMore, meta };
}

/**
 * The meta of an answer. `elapsedMs` is the time of the engine and of decoding; 0 for a query that
 * did not run.
 */
export function metaOf(registry: Registry, { queries, plan }: Prepared, index: number, elapsedMs: number): AnswerMeta {
  const { timeZone, asOf } = queries[index]!.frame;
  return {
    timeZone,
    range: plan.range,
    comparedTo: plan.comparedTo,
    asOf,
    registryVersion: registry.version,
    elapsedMs,
    warnings: warningsOf(plan, plan.pages[index]!, timeZone),
    cache: { status: 'BYPASS', reason: 'NOT_RUN', maxAgeMs: 0 },
  };
}
