import DataLoader from 'dataloader';
import type { Gateway } from '../answer/gateway';
import { answerEach, type AboutOne } from '../answer/each';
import { answerAll, type Answered } from '../answer/merge';
import { viewOf, type View } from '../policy/view';
import { ANYBODY, type Viewer } from '../policy/viewer';
import type { MetricQuery } from '../query/query';

/** What resolvers are given beside their arguments. */
export interface GraphqlContext {
  /** Answers what was checked; what may be asked, only `view` knows. */
  readonly gateway: Gateway;
  /** What there is for who asks. */
  readonly view: View;
  /** The moment of answers that name none, in milliseconds; the same for all fields of a request. */
  readonly now: number;
  /** Answers the queries of a request: those that are asked at the same time go together. */
  readonly answers: DataLoader<MetricQuery, Answered, string>;
  /** Answers questions about entities: those that are asked at the same time go together. */
  readonly answersApart: DataLoader<AboutOne, Answered>;
}

/** A context for one request of a viewer. Errors: FORBIDDEN for a role that is unknown, or whose claims are missing. */
export function requestContext(gateway: Gateway, now: number, viewer: Viewer = ANYBODY): GraphqlContext {
  const view = viewOf(gateway.registry, viewer);
  const answers = new DataLoader<MetricQuery, Answered, string>((queries) => answerAll(gateway, queries), {
    cacheKeyFn: (query) => JSON.stringify(query),
  });
  const answersApart = new DataLoader<AboutOne, Answered>((asked) => answerEach(gateway, asked), { cache: false });
  return { gateway, view, now, answers, answersApart };
}
