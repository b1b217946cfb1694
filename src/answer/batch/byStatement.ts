import type { Asker } from '../../engine/asker';
import { asError, GatewayError, type ErrorCode } from '../../errors';
import { statementKey, type MetricQuery } from '../../query/query';
import type { Answer } from '../answer';
import { answerPrepared } from '../answerQuery';
import type { Gateway } from '../gateway';
import { prepare, type Prepared } from '../prepare';

/** The answer to one query, and the statement that it comes from. */
export interface PreparedAnswer {
  readonly answer: Answer;
  readonly prepared: Prepared;
}

/**
 * Answers several queries, each as if it were alone. Queries of equal frames share one statement. A
 * query that fails is an error at its position.
 */
export async function answerAll(
  gateway: Gateway,
  queries: readonly MetricQuery[],
  asker: Asker,
): Promise<(PreparedAnswer | Error)[]> {
  const bundles = new Map<string, number[]>();
  queries.forEach((query, index) => {
    const key = statementKey(query);
    bundles.set(key, [...(bundles.get(key) ?? []), index]);
  });
  const answers = new Array<PreparedAnswer | Error>(queries.length);
  await Promise.all(
    [...bundles.values()].map(async (positions) => {
      const bundleAnswers = await answerBundle(
        gateway,
        positions.map((position) => queries[position]!),
        asker,
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

/**
 * Answers queries by one statement. If it fails, each gets its own: an error of one query leaves
 * the others alone.
 */
async function answerBundle(
  gateway: Gateway,
  queries: readonly MetricQuery[],
  asker: Asker,
): Promise<(PreparedAnswer | Error)[]> {
  try {
    await asker.deadline.breathe();
    const prepared = prepare(gateway, queries);
    asker.budget.pay(prepared.plan);
    const answers = await answerPrepared(gateway, prepared, asker);
    return answers.map((answer) => answerOrError(() => ({ answer: answer(), prepared })));
  } catch (error) {
    // Retries would only add load to a busy or unreachable database.
    if (queries.length === 1 || (error instanceof GatewayError && HOPELESS.has(error.code))) {
      return queries.map(() => asError(error));
    }
    return (await Promise.all(queries.map((query) => answerBundle(gateway, [query], asker)))).flat();
  }
}

function answerOrError(read: () => PreparedAnswer): PreparedAnswer | Error {
  try {
    return read();
  } catch (error) {
    return asError(error);
  }
}
