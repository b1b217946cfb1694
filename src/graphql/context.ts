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
import type { MetricQuery } from '../query/query';
import type { ValuesQuery } from '../query/valuesQuery';

/** The context of a request, which every resolver receives. */
export interface GraphqlContext {
  /** Answers checked queries. It does not check the role of the caller; `view` does. */
  readonly gateway: Gateway;
  /** The registry and the row rules that are visible to the caller. */
  readonly view: View;
  /**
   * The asOf of queries without `asOf`, in epoch milliseconds. All fields of a request share it.
   */
  readonly now: number;
  /** The client, the budget and the deadline of the request. All its work shares one deadline. */
  readonly asker: Asker & { readonly budget: RequestBudget };
  /** Answers queries. Those that arrive in the same turn of the event loop form one batch. */
  readonly answers: DataLoader<MetricQuery, PreparedAnswer, string>;
  /** Answers queries of single entities, in batches likewise. */
  readonly answersPerEntity: DataLoader<EntityQuestion, PreparedAnswer>;
  /**
   * Returns values of dimensions. It caches them, because metrics of a catalog share dimensions.
   */
  readonly values: DataLoader<ValuesQuery, readonly (string | null)[], string>;
  /**
   * Compiles a query that is not run, and charges its full cost. Errors: those of `prepare` and of
   * budgets.
   */
  readonly compile: (prepare: () => Prepared) => Promise<Prepared>;
  /** Waits until all queries so far, and those that follow from them, are answered and charged. */
  readonly settled: () => Promise<void>;
}

/** The origin of a request. */
export interface RequestSource {
  /** The key of the client, for fair turns among clients. */
  readonly client?: string;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** The points that it may spend. Default: the limit of one request. */
  readonly budget?: RequestBudget;
  /** The role and claims of the caller. */
  readonly viewer?: Viewer;
}

/**
 * Returns the context of one request. Its deadline starts now. Errors: FORBIDDEN for an unknown
 * role or a missing claim.
 */
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
      // Code that awaited an answer continues first, and may start new queries.
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
      cacheKeyFn: (query) => JSON.stringify(query),
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
