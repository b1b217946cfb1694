import type { Asker } from '../../engine/asker';
import { asError, GatewayError, type ErrorCode } from '../../errors';
import { statementKey, type MetricQuery } from '../../query/query';
import { answerPrepared } from '../answerQuery';
import type { Gateway } from '../gateway';
import type { KeptRequest } from '../kept/keptRequest';
import { prepare, type Prepared, type PreparedAnswer } from '../prepare';
import type { SettledNumbers, SettledQuestion } from '../settled/settledNumbers';

/** Numbers that were computed before, and may be used again; null: none. */
export interface Reuse {
  readonly kept?: KeptRequest | null;
  readonly settled?: SettledNumbers | null;
}

/**
 * Answers several queries, each as if it were alone. Queries of equal frames share one statement. A
 * query that fails is an error at its position.
 */
export async function answerAll(
  gateway: Gateway,
  queries: readonly MetricQuery[],
  asker: Asker,
  { kept = null, settled = null }: Reuse = {},
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
        { gateway, asker, kept, settled },
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

interface Bundling extends Required<Reuse> {
  readonly gateway: Gateway;
  readonly asker: Asker;
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
  const { gateway, asker, settled } = bundling;
  try {
    await asker.deadline.breathe();
    const numbers = settled?.ask(queries[0]!.frame) ?? null;
    const prepared = prepare(gateway, queries, numbers);
    asker.budget.pay(prepared.plan);
    return (await runSettled(bundling, prepared, numbers)).map(answerOrError);
  } catch (error) {
    // Retries would only add load to a busy or unreachable database.
    if (queries.length === 1 || isHopeless(error)) return queries.map(() => asError(error));
    return (await Promise.all(queries.map((query) => answerBundle(bundling, [query])))).flat();
  }
}

/**
 * Runs a statement. If it fails with settled numbers, it runs without them: a column of a kind that
 * they do not fit must not cost the answer. Then fills in what was missing.
 */
async function runSettled(
  bundling: Bundling,
  prepared: Prepared,
  numbers: SettledQuestion | null,
): Promise<(() => PreparedAnswer)[]> {
  try {
    const answers = await runPrepared(bundling, prepared);
    numbers?.answered();
    return answers;
  } catch (error) {
    if (numbers === null || prepared.plan.keptCells.length === 0 || isHopeless(error)) throw error;
    numbers.stepAside();
    return runPrepared(bundling, prepare(bundling.gateway, prepared.queries));
  }
}

/** Runs a statement, and keeps its answers if the request keeps any. */
async function runPrepared({ gateway, asker, kept }: Bundling, prepared: Prepared): Promise<(() => PreparedAnswer)[]> {
  const run = () => answerPrepared(gateway, prepared, asker);
  if (kept !== null) return kept.run(prepared, prepared.queries, run);
  return (await run()).map((answer) => () => ({ answer: answer(), prepared }));
}

function isHopeless(error: unknown): boolean {
  return error instanceof GatewayError && HOPELESS.has(error.code);
}

function answerOrError(read: () => PreparedAnswer): PreparedAnswer | Error {
  try {
    return read();
  } catch (error) {
    return asError(error);
  }
}
