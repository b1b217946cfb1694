import DataLoader from 'dataloader';
import type { Gateway } from '../answer/gateway';
import { dimensionValues } from '../answer/dimensionValues';
import { answerEach, type AboutOne } from '../answer/each';
import { answerAll, type Answered } from '../answer/merge';
import type { MetricQuery } from '../query/query';
import type { ValuesQuery } from '../query/valuesQuery';

/** What resolvers are given beside their arguments. */
export interface GraphqlContext {
  readonly gateway: Gateway;
  /** The moment of answers that name none, in milliseconds; the same for all fields of a request. */
  readonly now: number;
  /** Answers the queries of a request: those that are asked at the same time go together. */
  readonly answers: DataLoader<MetricQuery, Answered, string>;
  /** Answers questions about entities: those that are asked at the same time go together. */
  readonly answersApart: DataLoader<AboutOne, Answered>;
  /** Looks up the values of dimensions, the same once: every metric of a catalog leads to its dimensions. */
  readonly values: DataLoader<ValuesQuery, readonly (string | null)[], string>;
}

/** A context for one request. */
export function requestContext(gateway: Gateway, now: number): GraphqlContext {
  const answers = new DataLoader<MetricQuery, Answered, string>((queries) => answerAll(gateway, queries), {
    cacheKeyFn: (query) => JSON.stringify(query),
  });
  const answersApart = new DataLoader<AboutOne, Answered>((asked) => answerEach(gateway, asked), { cache: false });
  const values = new DataLoader<ValuesQuery, readonly (string | null)[], string>(
    (queries) => Promise.all(queries.map((query) => dimensionValues(gateway, query).catch((error: Error) => error))),
    { cacheKeyFn: ({ dimension, ...query }) => JSON.stringify([dimension.key, query]) },
  );
  return { gateway, now, answers, answersApart, values };
}
