import DataLoader from 'dataloader';
import { beginAsking, type Asking } from '../answer/ask';
import type { RequestBudget } from '../answer/budget';
import { Budgets } from '../answer/budgets';
import { dimensionValues } from '../answer/dimensionValues';
import type { Gateway } from '../answer/gateway';
import type { Keeping } from '../answer/kept/keptAnswers';
import { servicesOf, type Services } from '../answer/services';
import type { Asker } from '../engine/asker';
import { Deadline } from '../engine/deadline';
import { gatewayError } from '../errors';
import { viewOf, type View } from '../policy/view';
import { ANYBODY, type Viewer } from '../policy/viewer';
import { NO_DASHBOARDS, type Dashboards } from '../query/dashboard';
import type { ValuesQuery } from '../query/valuesQuery';
import { visibleDashboards } from '../query/visibleDashboards';

/**
 * The context of a request, which every resolver receives. `gateway` has the whole registry. `view`
 * has the part that the caller may see.
 */
export interface GraphqlContext extends Asking {
  /** The registry and the row rules that are visible to the caller. */
  readonly view: View;
  /** The dashboards that are visible to the caller. */
  readonly dashboards: Dashboards;
  /**
   * The asOf of queries without `asOf`, in epoch milliseconds. All fields of a request share it.
   */
  readonly now: number;
  /** The client, the budget and the deadline of the request. All its work shares one deadline. */
  readonly asker: Asker & { readonly budget: RequestBudget };
  /**
   * Returns values of dimensions. It caches them, because metrics of a catalog share dimensions.
   */
  readonly values: DataLoader<ValuesQuery, readonly (string | null)[], string>;
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
  /** The work that requests share. By default, the request shares it with no other request. */
  readonly services?: Services;
  /** The dashboards of all callers. Default: none. */
  readonly dashboards?: Dashboards;
  /** How it uses answers that are kept. Default: not older than the data. */
  readonly keeping?: Keeping | null;
}

/** Kept answers are used while nothing has changed. */
export const EXACT: Keeping = { maxAgeMs: 0 };

/**
 * Returns the context of one request. Its deadline starts now. Errors: FORBIDDEN for an unknown
 * role or a missing claim.
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
    dashboards = NO_DASHBOARDS,
    keeping = EXACT,
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
  const shown = viewer.role === null ? dashboards : visibleDashboards(dashboards, view.registry);
  return { ...beginAsking(gateway, services, asker, keeping), view, dashboards: shown, now, asker, values };
}
