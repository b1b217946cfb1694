import { getOperationAST, parse, type DocumentNode } from 'graphql';
import type { Budgets } from '../../answer/budgets';
import { requestContext, type RequestSource } from '../../graphql/context';
import type { Identity } from '../auth/identity';
import { viewerOf } from '../auth/viewerOf';
import type { Served, Serving } from '../http/serving';
import type { Subscriptions } from './subscriptions';
import type { OperationRequest, StreamSource, Outcome } from './operationTypes';

/** The services that execute operations. */
interface OperationServices {
  readonly serving: Serving;
  readonly subscriptions: Subscriptions;
  readonly budgets: Budgets;
}

/** Executes an operation of any kind. Queries are answered as over HTTP. */
export async function operate(
  { serving, subscriptions, budgets }: OperationServices,
  request: OperationRequest,
  { identity, client }: StreamSource,
): Promise<Outcome> {
  if (isSubscription(request)) return subscriptions.subscribe(request, identity);
  return serving.use(async (served) => {
    const budget = budgets.begin(served.gateway, client);
    return answer(served, request, identity, { client, budget }).finally(() => budget.end());
  });
}

async function answer(
  { apolloFor, gateway }: Served,
  request: OperationRequest,
  identity: Identity,
  from: RequestSource,
): Promise<Outcome> {
  const viewer = viewerOf(identity, gateway.registry);
  const apollo = await apolloFor(viewer);
  const { query, operationName, variables } = request;
  const { body } = await apollo.executeOperation(
    { query, ...(operationName && { operationName }), ...(variables && { variables }) },
    { contextValue: requestContext(gateway, Date.now(), { ...from, viewer }) },
  );
  if (body.kind === 'incremental') throw new Error('Answers are never incremental.');
  const { data, errors } = body.singleResult;
  if (data === undefined) return { kind: 'refused', errors: errors ?? [] };
  return { kind: 'answered', result: { data, ...(errors && { errors }) } };
}

export function isSubscription({ query, operationName }: OperationRequest): boolean {
  const document = parsed(query);
  return document !== null && getOperationAST(document, operationName)?.operation === 'subscription';
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    // Validation reports the mistake.
    return null;
  }
}
