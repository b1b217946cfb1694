import type { Asker } from '../../engine/asker';
import { asError, GatewayError, type ErrorCode } from '../../errors';
import { statementKey, type MetricQuery } from '../../query/query';
import type { Answer } from '../answer';
import { answerPrepared } from '../answerQuery';
import type { Gateway } from '../gateway';
import { prepare, type Prepared } from '../prepare';
import type { SettledNumbers, SettledQuestion } from '../settled/settledNumbers';

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
  settled: SettledNumbers | null = null,
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
        settled,
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
  settled: SettledNumbers | null,
): Promise<(PreparedAnswer | Error)[]> {
  try {
    await asker.deadline.breathe();
    const kept = settled?.ask(queries[0]!.frame) ?? null;
    const first = prepare(gateway, queries, kept);
    asker.budget.pay(first.plan);
    const { prepared, answers } = await answerKept(gateway, first, asker, kept);
    return answers.map((answer) => answerOrError(() => ({ answer: answer(), prepared })));
  } catch (error) {
    // Retries would only add load to a busy or unreachable database.
    if (queries.length === 1 || (error instanceof GatewayError && HOPELESS.has(error.code))) {
      return queries.map(() => asError(error));
    }
    return (await Promise.all(queries.map((query) => answerBundle(gateway, [query], asker, settled)))).flat();
  }
}

/**
 * Runs a statement. If it fails with kept numbers, it runs without them: a column of a kind that
 * they do not fit must not cost the answer. Then fills in what was missing.
 */
async function answerKept(
  gateway: Gateway,
  prepared: Prepared,
  asker: Asker,
  kept: SettledQuestion | null,
): Promise<{ readonly prepared: Prepared; readonly answers: Awaited<ReturnType<typeof answerPrepared>> }> {
  try {
    const answers = await answerPrepared(gateway, prepared, asker);
    kept?.answered();
    return { prepared, answers };
  } catch (error) {
    const isHopeless = error instanceof GatewayError && HOPELESS.has(error.code);
    if (kept === null || prepared.plan.keptCells.length === 0 || isHopeless) throw error;
    kept.stepAside();
    const plain = prepare(gateway, prepared.queries);
    return { prepared: plain, answers: await answerPrepared(gateway, plain, asker) };
  }
}

function answerOrError(read: () => PreparedAnswer): PreparedAnswer | Error {
  try {
    return read();
  } catch (error) {
    return asError(error);
  }
}
