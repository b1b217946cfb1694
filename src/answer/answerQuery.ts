import { forItself, type Asker } from '../engine/asker';
import { gatewayError } from '../errors';
import type { MetricQuery } from '../query/query';
import type { Registry } from '../model/registry';
import { decoding } from '../steps';
import type { Answer } from './answer';
import { decodeRows, type DecodedPage } from './decode';
import type { Gateway } from './gateway';
import { prepare, type Prepared } from './prepare';
import { warningsOf } from './warnings';
import { runTraced } from './runTraced';

/**
 * Answers a query by one statement. Errors: those of `prepare` and of the engine, and RESULT_TOO_LARGE where there are more
 * rows than may be given and no limit was.
 */
export async function answerQuery(
  gateway: Pick<Gateway, 'registry' | 'engine' | 'indexes'>,
  query: MetricQuery,
  asker: Asker = forItself(gateway.registry.limits.timeoutMs),
): Promise<Answer> {
  const prepared = prepare(gateway, [query]);
  const [answer] = await answerPrepared(gateway, prepared, asker);
  return answer!();
}

/**
 * Runs a statement and answers the queries it was prepared for, in their order. One of them may fail alone: each answer is read by a call. Errors: those of the
 * engine; of a call RESULT_TOO_LARGE.
 */
export async function answerPrepared(
  { registry, engine }: Pick<Gateway, 'registry' | 'engine'>,
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

function answerOf(registry: Registry, query: MetricQuery, page: DecodedPage, meta: Answer['meta']): Answer {
  const { limit, overall } = query.page;
  const wanted = limit ?? registry.limits.maxRows;
  const hasMore = page.rows.length > wanted;
  if (hasMore && limit === null) {
    throw gatewayError('RESULT_TOO_LARGE', { max: wanted, limit: null, pages: !overall });
  }
  return { ...page, rows: hasMore ? page.rows.slice(0, wanted) : page.rows, hasMore, meta };
}

/** What is known of an answer without running it; `elapsedMs` is what the engine and decoding took. */
export function metaOf(
  registry: Registry,
  { queries, plan }: Prepared,
  index: number,
  elapsedMs: number,
): Answer['meta'] {
  const { timeZone, asOf } = queries[index]!.frame;
  return {
    timeZone,
    range: plan.range,
    comparedTo: plan.comparedTo,
    asOf,
    registryVersion: registry.version,
    elapsedMs,
    warnings: warningsOf(plan, plan.pages[index]!, timeZone),
  };
}
