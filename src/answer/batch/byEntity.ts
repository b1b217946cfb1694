import type { Asker } from '../../engine/asker';
import { asError, gatewayError, type GatewayError } from '../../errors';
import { idOf } from '../../query/checkFilter';
import { queryKey, type MetricQuery } from '../../query/query';
import { perEntityQueries, maxRowsTogether, entityAnswers, type EntityId } from './split';
import type { Gateway, PlanningContext } from '../gateway';
import type { KeptRequest } from '../kept/keptRequest';
import { answerAll } from './byStatement';
import { prepare, type Prepared, type PreparedAnswer } from '../prepare';

/**
 * A question about one entity: `query` as if its `where` named this value of a dimension. It has no
 * `having`, `top` or order, and skips no rows. Its `limit` is null, or 0 if no rows are selected.
 */
export interface EntityQuery {
  readonly query: MetricQuery;
  readonly dimension: string;
  readonly id: string;
}

/** The same question about several entities. `positions` are their indexes among all questions. */
interface EntitiesQuestion {
  readonly query: MetricQuery;
  readonly dimension: string;
  readonly positions: readonly number[];
  readonly ids: readonly EntityId[];
}

/**
 * Answers questions about entities, each as a query with a `where` for that entity. An id that no
 * row can have is an entity without rows. The same question about any number of entities is one
 * statement, or two if it has totals beside groups. A question that fails is an error at its
 * position. Errors: RESULT_TOO_LARGE if the entities have too many rows together.
 */
export async function answerByEntity(
  gateway: Gateway,
  entityQueries: readonly EntityQuery[],
  asker: Asker,
  kept: KeptRequest | null = null,
): Promise<(PreparedAnswer | Error)[]> {
  const { registry } = gateway;
  const questions = new Map<string, EntitiesQuestion & { positions: number[]; ids: EntityId[] }>();
  entityQueries.forEach(({ query, dimension, id }, position) => {
    const key = `${dimension} ${queryKey(query)}`;
    const question = questions.get(key) ?? { query, dimension, positions: [], ids: [] };
    questions.set(key, question);
    question.positions.push(position);
    question.ids.push(idOf(registry, registry.dimensions.get(dimension)!, id));
  });
  return answerSeveral(gateway, [...questions.values()], asker, kept);
}

/** The statement about one entity, not run. */
export function prepareEntity(context: PlanningContext, { query, dimension, id }: EntityQuery): Prepared {
  const { registry } = context;
  const ids = [idOf(registry, registry.dimensions.get(dimension)!, id)];
  return prepare(context, [perEntityQueries(registry, { query, dimension, ids }).rows]);
}

async function answerSeveral(
  gateway: Gateway,
  questions: readonly EntitiesQuestion[],
  asker: Asker,
  kept: KeptRequest | null,
): Promise<(PreparedAnswer | Error)[]> {
  const { registry } = gateway;
  const queries = questions.map((question) => perEntityQueries(registry, question));
  const distinct = [...new Set(queries.flatMap(({ rows, totals }) => [rows, totals]))];
  const all = await answerAll(gateway, distinct, asker, { kept });
  const answers: (PreparedAnswer | Error)[] = [];
  const maxRows = maxRowsTogether(registry);
  let rowCount = 0;
  for (const [index, question] of questions.entries()) {
    const { positions, ids } = question;
    const [rows, totals] = [queries[index]!.rows, queries[index]!.totals].map((query) => all[distinct.indexOf(query)]!);
    const failed = [rows, totals].find((one) => one instanceof Error);
    if (rows instanceof Error || totals instanceof Error) {
      for (const position of positions) answers[position] = failed as Error;
      continue;
    }
    if (isCut(question, rows!)) throw tooMany(maxRows);
    const take = entityAnswers(registry, question, { rows: rows!, totals: totals! });
    for (const [at, position] of positions.entries()) {
      const taken = answerOrError(() => take(ids[at]!));
      answers[position] = taken;
      // This can be more than the rows that were read: the same entity may be requested twice, and
      // all entities without rows get the rows of the null group.
      if (!(taken instanceof Error)) rowCount += taken.answer.rows.length;
      if (rowCount > maxRows) throw tooMany(maxRows);
    }
  }
  return answers;
}

function isCut({ query: { page }, positions }: EntitiesQuestion, { answer }: PreparedAnswer): boolean {
  return answer.hasMore && positions.length > 1 && (page.limit !== 0 || page.rowCount);
}

function tooMany(max: number): GatewayError {
  return gatewayError('RESULT_TOO_LARGE', { max, limit: null, pages: false, together: true });
}

function answerOrError(take: () => PreparedAnswer): PreparedAnswer | Error {
  try {
    return take();
  } catch (error) {
    return asError(error);
  }
}
