import DataLoader from 'dataloader';
import { beginAsking, type Asking } from '../answer/ask';
import type { RequestBudget } from '../answer/budget';
import { Budgets } from '../answer/budgets';
import { dimensionValues } from '../answer/dimensionValues';
import type { Gateway } from '../answer/gateway';
import { servicesOf, type Services } from '../answer/services';
import type { Asker } from '../engine/asker';
import { Deadline } from '../engine/deadline';
import { gatewayError } from '../errors';
import { viewOf, type View } from '../policy/view';
import { ANYBODY, type Viewer } from '../policy/viewer';
import type { ValuesQuery } from '../query/valuesQuery';

/** The context of resolvers. They answer from `gateway`, and show only what `view` has. */
export interface GraphqlContext extends Asking {
  /** The registry as far as the caller sees it. */
  readonly view: View;
  /** The moment of answers without `asOf`, in milliseconds; the same for all fields of a request. */
  readonly now: number;
  /** The caller, and the one deadline of all that the request does. */
  readonly asker: Asker & { readonly budget: RequestBudget };
  /** Looks up the values of dimensions, each once: every metric of a catalog leads to its dimensions. */
  readonly values: DataLoader<ValuesQuery, readonly (string | null)[], string>;
}

/** The origin of a request. */
export interface RequestSource {
  /** Clients of different names get their turns one after the other. */
  readonly client?: string;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
  /** Default: as much as one request may spend. */
  readonly budget?: RequestBudget;
  /** Default: a caller who sees everything. */
  readonly viewer?: Viewer;
  /** The work that requests share. Default: a request of its own. */
  readonly services?: Services;
}

/**
 * A context for one request, whose time begins now.
 * Errors: FORBIDDEN for a role that is unknown, or whose claims are missing.
 */
export function requestContext(
  gateway: Gateway,
  now: number,
  {
    client = '',
    signal,
    budget = new Budgets().begin(gateway, client),
    viewer = ANYBODY,
    services = servicesOf(gateway),
  }: RequestSource = {},
): GraphqlContext {
  const view = viewOf(gateway.registry, viewer);
  const deadline = new Deadline(gateway.registry.limits.timeoutMs);
  const cancel = () => deadline.callOff(gatewayError('CANCELLED', {}));
  if (signal?.aborted) cancel();
  else signal?.addEventListener('abort', cancel, { once: true });
  const asker = { deadline, client, budget };
  const values = new DataLoader<ValuesQuery, readonly (string | null)[], string>(
    (queries) =>
      Promise.all(queries.map((query) => dimensionValues(gateway, query, asker).catch((error: Error) => error))),
    { cacheKeyFn: ({ dimension, ...query }) => JSON.stringify([dimension.key, query]) },
  );
  return { ...beginAsking(gateway, services, asker), view, now, asker, values };
}
