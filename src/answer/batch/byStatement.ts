import type { Asker } from '../../engine/asker';
import { asError, GatewayError, type ErrorCode } from '../../errors';
import { statementKey, type MetricQuery } from '../../query/query';
import type { Answer } from '../answer';
import { answerPrepared } from '../answerQuery';
import type { Gateway } from '../gateway';
import type { KeptRequest } from '../kept/keptRequest';
import { prepare, type Prepared } from '../prepare';

/** The answer to one query, and the statement that it comes from. */
export interface PreparedAnswer {
  readonly answer: Answer;
  readonly prepared: Prepared;
}

/**
 * Answers several queries, each as if it were alone. Queries of equal frames share one statement. A
 * query that fails is an error at its position. `kept`: answers that may be used again; null: none.
 */
export async function answerAll(
  gateway: Gateway,
  queries: readonly MetricQuery[],
  asker: Asker,
  kept: KeptRequest | null = null,
): Promise<(PreparedAnswer | Error)[]> {
  const bundles = new Map<string, number[]>();
  queries.forEach((query, index) => {
    const key = statementKey(query);
    bundles.set(key, [...(bundles.get(key) ?? []), index]);
  });
  const answers = new Array<PreparedAnswer | Error>(queries.length);
  await Promise.all(
    [...bundles.values()].map(async (positions) => {
      const bundleAnswers = await answerKept(
        { gateway, asker, kept },
        positions.map((position) => queries[position]!),
      );
      positions.forEach((position, index) => (answers[position] = bundleAnswers[index]!));
    }),
  );
  return answers;
}

const HOPELESS: ReadonlySet<ErrorCode> = new Set([
  'QUERY_TIMEOUT',
  'CANCELLED',
  'ENGINE_UNAVAILABLE',
  'QUERY_TOO_EXPENSIVE',
  'RATE_LIMITED',
]);

interface Bundling {
  readonly gateway: Gateway;
  readonly asker: Asker;
  readonly kept: KeptRequest | null;
}

/** Answers the queries without a kept answer by one statement. */
async function answerKept(
  bundling: Bundling,
  queries: readonly MetricQuery[],
): Promise<readonly (PreparedAnswer | Error)[]> {
  const { kept } = bundling;
  if (kept === null) return answerBundle(bundling, queries);
  try {
    const found = await Promise.all(queries.map((query) => kept.find(query)));
    const missing = queries.filter((_, index) => found[index] === null);
    const answered = missing.length === 0 ? [] : await answerBundle(bundling, missing);
    let next = 0;
    return found.map((one) => one ?? answered[next++]!);
  } catch (error) {
    return queries.map(() => asError(error));
  }
}

/**
 * Answers queries by one statement. If it fails, each gets its own: an error of one query leaves
 * the others alone.
 */
async function answerBundle(bundling: Bundling, queries: readonly MetricQuery[]): Promise<(PreparedAnswer | Error)[]> {
  const { gateway, asker, kept } = bundling;
  try {
    await asker.deadline.breathe();
    const prepared = prepare(gateway, queries);
    asker.budget.pay(prepared.plan);
    const run = () => answerPrepared(gateway, prepared, asker);
    if (kept !== null) return (await kept.run(prepared, queries, run)).map(answerOrError);
    return (await run()).map((answer) => answerOrError(() => ({ answer: answer(), prepared })));
  } catch (error) {
    // Retries would only add load to a busy or unreachable database.
    if (queries.length === 1 || (error instanceof GatewayError && HOPELESS.has(error.code))) {
      return queries.map(() => asError(error));
    }
    return (await Promise.all(queries.map((query) => answerBundle(bundling, [query])))).flat();
  }
}

function answerOrError(read: () => PreparedAnswer): PreparedAnswer | Error {
  try {
    return read();
  } catch (error) {
    return asError(error);
  }
}
