import DataLoader from 'dataloader';
import type { RequestBudget } from '../answer/budget';
import { Budgets } from '../answer/budgets';
import type { Gateway } from '../answer/gateway';
import { dimensionValues } from '../answer/dimensionValues';
import { answerByEntity, type EntityQuestion } from '../answer/batch/byEntity';
import { answerAll, type PreparedAnswer } from '../answer/batch/byStatement';
import type { Prepared } from '../answer/prepare';
import type { Asker } from '../engine/asker';
import { Deadline } from '../engine/deadline';
import { gatewayError } from '../errors';
import { viewOf, type View } from '../policy/view';
import { ANYBODY, type Viewer } from '../policy/viewer';
import { queryKey, type MetricQuery } from '../query/query';
import type { ValuesQuery } from '../query/valuesQuery';

/** What resolvers are given beside their arguments. */
export interface GraphqlContext {
  /** Answers what was checked; what may be asked, only `view` knows. */
  readonly gateway: Gateway;
  /** What there is for who asks. */
  readonly view: View;
  /** The moment of answers that name none, in milliseconds; the same for all fields of a request. */
  readonly now: number;
  /** Who asks, and the one deadline of all that the request does. */
  readonly asker: Asker & { readonly budget: RequestBudget };
  /** Answers the queries of a request: those that are asked at the same time go together. */
  readonly answers: DataLoader<MetricQuery, PreparedAnswer, string>;
  /** Answers questions about entities: those that are asked at the same time go together. */
  readonly answersPerEntity: DataLoader<EntityQuestion, PreparedAnswer>;
  /** Looks up the values of dimensions, the same once: every metric of a catalog leads to its dimensions. */
  readonly values: DataLoader<ValuesQuery, readonly (string | null)[], string>;
  /** Compiles a question that is not run, and pays for it as if it were. Errors: those of `prepare` and of budgets. */
  readonly compile: (prepare: () => Prepared) => Promise<Prepared>;
  /** Waits until all that has been asked for so far is answered and paid for, and what that has led to. */
  readonly settled: () => Promise<void>;
}

/** Who a request comes from. */
export interface RequestSource {
  /** Clients that are told apart get their turns one after the other. */
  readonly client?: string;
  /** Says that nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** What it may spend; as much as one request may, unless it says otherwise. */
  readonly budget?: RequestBudget;
  /** What they may see. */
  readonly viewer?: Viewer;
}

/** A context for one request, whose time begins now. Errors: FORBIDDEN for a role that is unknown, or whose claims are missing. */
export function requestContext(
  gateway: Gateway,
  now: number,
  { client = '', signal, budget = new Budgets().begin(gateway, client), viewer = ANYBODY }: RequestSource = {},
): GraphqlContext {
  const view = viewOf(gateway.registry, viewer);
  const { limits } = gateway.registry;
  const deadline = new Deadline(limits.timeoutMs);
  const cancel = () => deadline.callOff(gatewayError('CANCELLED', {}));
  if (signal?.aborted) cancel();
  else signal?.addEventListener('abort', cancel, { once: true });
  const asker = { deadline, client, budget };
  const running = new Set<Promise<unknown>>();
  const tracked = <T>(answering: Promise<T>): Promise<T> => {
    const ended: Promise<unknown> = answering.then(
      () => running.delete(ended),
      () => running.delete(ended),
    );
    running.add(ended);
    return answering;
  };
  const turn = () => new Promise((next) => setImmediate(next));
  const settled = async () => {
    await turn();
    while (running.size > 0) {
      await Promise.all(running);
      // Whoever has waited for an answer goes on with it first.
      await turn();
    }
  };
  const compile = async (prepare: () => Prepared): Promise<Prepared> => {
    await deadline.breathe();
    const prepared = prepare();
    budget.pay(prepared.plan);
    return prepared;
  };
  const answers = new DataLoader<MetricQuery, PreparedAnswer, string>(
    (queries) => tracked(answerAll(gateway, queries, asker)),
    {
      cacheKeyFn: queryKey,
    },
  );
  const answersPerEntity = new DataLoader<EntityQuestion, PreparedAnswer>(
    (queries) => tracked(answerByEntity(gateway, queries, asker)),
    {
      cache: false,
    },
  );
  const values = new DataLoader<ValuesQuery, readonly (string | null)[], string>(
    (queries) =>
      Promise.all(queries.map((query) => dimensionValues(gateway, query, asker).catch((error: Error) => error))),
    { cacheKeyFn: ({ dimension, ...query }) => JSON.stringify([dimension.key, query]) },
  );
  return {
    gateway,
    view,
    now,
    asker,
    answers,
    answersPerEntity,
    values,
    compile: (prepare) => tracked(compile(prepare)),
    settled,
  };
}
