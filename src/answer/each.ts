import type { Asker } from '../engine/asker';
import { gatewayError, type GatewayError } from '../errors';
import { idOf } from '../query/checkFilter';
import type { MetricQuery } from '../query/query';
import { askedApart, mostTogether, takenApart, type Id } from './apart';
import type { Gateway } from './gateway';
import { answerAll, type Answered } from './merge';
import { prepare, type Prepared } from './prepare';

/** A question about one entity: `query`, had its `where` asked for this value of a dimension alone. It has no `having`, `top`, order or page. */
export interface AboutOne {
  readonly query: MetricQuery;
  readonly dimension: string;
  readonly id: string;
}

/** The same question about several: by the place of each among all that are asked. */
interface AboutSeveral {
  readonly query: MetricQuery;
  readonly dimension: string;
  readonly places: readonly number[];
  readonly ids: readonly Id[];
}

/**
 * Answers questions about entities, each as the query is answered that asks for that entity alone; an id that no row can have is one without rows. The
 * same question about however many is one statement, or two where totals are wanted beside groups. What fails is an error in its place. Errors: RESULT_TOO_LARGE
 * where they have too many rows together, however few any of them has.
 */
export async function answerEach(
  gateway: Pick<Gateway, 'registry' | 'engine' | 'indexes'>,
  asked: readonly AboutOne[],
  asker: Asker,
): Promise<(Answered | Error)[]> {
  const { registry } = gateway;
  const questions = new Map<string, AboutSeveral & { places: number[]; ids: Id[] }>();
  asked.forEach(({ query, dimension, id }, place) => {
    const key = JSON.stringify([dimension, query]);
    const question = questions.get(key) ?? { query, dimension, places: [], ids: [] };
    questions.set(key, question);
    question.places.push(place);
    question.ids.push(idOf(registry, registry.dimensions.get(dimension)!, id));
  });
  return answerSeveral(gateway, [...questions.values()], asker);
}

/** The statement about one entity alone, not run. */
export function prepareApart(
  gateway: Pick<Gateway, 'registry' | 'engine' | 'indexes'>,
  { query, dimension, id }: AboutOne,
): Prepared {
  const { registry } = gateway;
  const ids = [idOf(registry, registry.dimensions.get(dimension)!, id)];
  return prepare(gateway, [askedApart(registry, { query, dimension, ids }).rows]);
}

async function answerSeveral(
  gateway: Pick<Gateway, 'registry' | 'engine' | 'indexes'>,
  questions: readonly AboutSeveral[],
  asker: Asker,
): Promise<(Answered | Error)[]> {
  const { registry } = gateway;
  const queries = questions.map((question) => askedApart(registry, question));
  const distinct = [...new Set(queries.flatMap(({ rows, totals }) => [rows, totals]))];
  const all = await answerAll(gateway, distinct, asker);
  const answers: (Answered | Error)[] = [];
  const most = mostTogether(registry);
  let given = 0;
  for (const [index, question] of questions.entries()) {
    const { places, ids } = question;
    const [rows, totals] = [queries[index]!.rows, queries[index]!.totals].map((query) => all[distinct.indexOf(query)]!);
    const failed = [rows, totals].find((one) => one instanceof Error);
    if (rows instanceof Error || totals instanceof Error) {
      for (const place of places) answers[place] = failed as Error;
      continue;
    }
    if (isCut(question, rows!)) throw tooMany(most);
    const take = takenApart(registry, question, { rows: rows!, totals: totals! });
    for (const [at, place] of places.entries()) {
      const taken = takenOr(() => take(ids[at]!));
      answers[place] = taken;
      // More than were read: rows are given as often as someone is asked about, and those of nobody to all without any.
      if (!(taken instanceof Error)) given += taken.answer.rows.length;
      if (given > most) throw tooMany(most);
    }
  }
  return answers;
}

function isCut({ query, places }: AboutSeveral, { answer }: Answered): boolean {
  return answer.hasMore && places.length > 1 && (query.limit !== 0 || query.rowCount);
}

function tooMany(max: number): GatewayError {
  return gatewayError('RESULT_TOO_LARGE', { max, limit: null, pages: false, together: true });
}

function takenOr(take: () => Answered): Answered | Error {
  try {
    return take();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
