import type { Asker } from '../../engine/asker';
import { GatewayError, type ErrorCode } from '../../errors';
import { statementKey, type MetricQuery } from '../../query/query';
import type { Answer } from '../answer';
import { answerPrepared } from '../answerQuery';
import type { Gateway } from '../gateway';
import { prepare, type Prepared } from '../prepare';

/** One query's answer, and the statement that it is from. */
export interface PreparedAnswer {
  readonly answer: Answer;
  readonly prepared: Prepared;
}

/**
 * Answers several queries side by side, each as it is answered alone: those that agree in
 * everything but their metrics, their order and their page by one statement. What fails is an error
 * in its place.
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
 * By one statement; if that is not to be had, each by its own: what is wrong with one of them is no
 * concern of the others.
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
    // Asked again one by one, a database that is busy or gone would only be asked more.
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

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
