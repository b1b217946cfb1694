import type { Answer } from '../../src/answer/answer';
import * as statements from '../../src/answer/batch/byStatement';
import * as entities from '../../src/answer/batch/byEntity';
import * as alone from '../../src/answer/answerQuery';
import { ARGUMENTS, type ArgumentName } from '../../src/query/arguments';
import * as checked from '../../src/query/checkQuery';
import type { MetricQuery, QueryFrame, QueryPage } from '../../src/query/query';

/**
 * A query without its division into frame and page: easier to vary, and all that the evaluator
 * needs.
 */
export type FlatQuery = QueryFrame & QueryPage;

export function flat({ frame, page }: MetricQuery): FlatQuery {
  return { ...frame, ...page };
}

export function framed(query: FlatQuery): MetricQuery {
  const isOfPage = ([name]: [string, unknown]) => ARGUMENTS[name as ArgumentName]?.part === 'page';
  const entries = Object.entries(query);
  return {
    frame: Object.fromEntries(entries.filter((entry) => !isOfPage(entry))),
    page: Object.fromEntries(entries.filter(isOfPage)),
  } as unknown as MetricQuery;
}

export function checkQuery(...args: Parameters<typeof checked.checkQuery>): FlatQuery {
  return flat(checked.checkQuery(...args));
}

type Rest<Call> = Call extends (gateway: never, query: never, ...rest: infer R) => unknown ? R : never;

export function answerQuery(
  gateway: Parameters<typeof alone.answerQuery>[0],
  query: FlatQuery,
  ...rest: Rest<typeof alone.answerQuery>
): Promise<Answer> {
  return alone.answerQuery(gateway, framed(query), ...rest);
}

export function answerAll(
  gateway: Parameters<typeof statements.answerAll>[0],
  queries: readonly FlatQuery[],
  ...rest: Rest<typeof statements.answerAll>
): ReturnType<typeof statements.answerAll> {
  return statements.answerAll(gateway, queries.map(framed), ...rest);
}

type FlatEntityQuery = Omit<entities.EntityQuery, 'query'> & { readonly query: FlatQuery };

export function answerByEntity(
  gateway: Parameters<typeof entities.answerByEntity>[0],
  questions: readonly FlatEntityQuery[],
  ...rest: Rest<typeof entities.answerByEntity>
): ReturnType<typeof entities.answerByEntity> {
  return entities.answerByEntity(
    gateway,
    questions.map((question) => ({ ...question, query: framed(question.query) })),
    ...rest,
  );
}
