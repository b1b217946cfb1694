import { requestContext, type RequestSource } from '../../graphql/context';
import type { Identity } from '../auth/identity';
import { viewerOf } from '../auth/viewerOf';
import type { Served, Serving } from '../http/serving';
import type { Subscriptions } from './subscriptions';
import type { ReadOperation } from './readOperation';
import type { OperationRequest, StreamSource, Outcome } from './operationTypes';

/** The services that execute operations. */
interface OperationServices {
  readonly serving: Serving;
  readonly subscriptions: Subscriptions;
}

/** Executes an operation of any kind. Queries are answered as over HTTP. */
export async function operate(
  { serving, subscriptions }: OperationServices,
  operation: ReadOperation,
  from: StreamSource,
): Promise<Outcome> {
  const { identity, client, budget } = from;
  if (operation.isSubscription) return subscriptions.subscribe(operation, from).finally(() => budget.end());
  return serving.use(async (served) =>
    answer(served, operation.request, identity, { client, budget }).finally(() => budget.end()),
  );
}

async function answer(
  { apolloFor, gateway, services, dashboards }: Served,
  request: OperationRequest,
  identity: Identity,
  from: RequestSource,
): Promise<Outcome> {
  const viewer = viewerOf(identity, gateway.registry);
  const apollo = await apolloFor(viewer);
  const { query, operationName, variables } = request;
  const { body } = await apollo.executeOperation(
    { query, ...(operationName && { operationName }), ...(variables && { variables }) },
    { contextValue: requestContext(gateway, Date.now(), { ...from, viewer, services, dashboards }) },
  );
  if (body.kind === 'incremental') throw new Error('Answers are never incremental.');
  const { data, errors } = body.singleResult;
  if (data === undefined) return { kind: 'refused', errors: errors ?? [] };
  return { kind: 'answered', result: { data, ...(errors && { errors }) } };
}
