import DataLoader from 'dataloader';
import type { Gateway } from '../answer/gateway';
import { answerEach, type AboutOne } from '../answer/each';
import { answerAll, type Answered } from '../answer/merge';
import type { Asker } from '../engine/asker';
import { Deadline } from '../engine/deadline';
import { gatewayError } from '../errors';
import type { MetricQuery } from '../query/query';

/** What resolvers are given beside their arguments. */
export interface GraphqlContext {
  readonly gateway: Gateway;
  /** The moment of answers that name none, in milliseconds; the same for all fields of a request. */
  readonly now: number;
  /** Who asks, and the one deadline of all that the request does. */
  readonly asker: Asker;
  /** Answers the queries of a request: those that are asked at the same time go together. */
  readonly answers: DataLoader<MetricQuery, Answered, string>;
  /** Answers questions about entities: those that are asked at the same time go together. */
  readonly answersApart: DataLoader<AboutOne, Answered>;
}

/** Who a request comes from. */
export interface From {
  /** Clients that are told apart get their turns one after the other. */
  readonly client?: string;
  /** Says that nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
}

/** A context for one request, whose time begins now. */
export function requestContext(gateway: Gateway, now: number, { client = '', signal }: From = {}): GraphqlContext {
  const deadline = new Deadline(gateway.registry.limits.timeoutMs);
  const leave = () => deadline.callOff(gatewayError('CANCELLED', {}));
  if (signal?.aborted) leave();
  else signal?.addEventListener('abort', leave, { once: true });
  const asker = { deadline, client };
  const answers = new DataLoader<MetricQuery, Answered, string>((queries) => answerAll(gateway, queries, asker), {
    cacheKeyFn: (query) => JSON.stringify(query),
  });
  const answersApart = new DataLoader<AboutOne, Answered>((asked) => answerEach(gateway, asked, asker), {
    cache: false,
  });
  return { gateway, now, asker, answers, answersApart };
}
