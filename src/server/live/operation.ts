import {
  getOperationAST,
  parse,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
} from 'graphql';
import type { Budgets } from '../../answer/budgets';
import { requestContext, type From } from '../../graphql/context';
import type { Identity } from '../auth/identity';
import { viewerOf } from '../auth/viewerOf';
import type { Served, Serving } from '../serving';
import type { Subscriptions } from './subscriptions';

/** An operation as a client sends it, whatever it is sent over. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Whom an operation over a stream comes from. */
export interface StreamFrom {
  /** Clients that are told apart get their turns one after the other. */
  readonly client: string;
  readonly identity: Identity;
}

/** What operations are answered by. */
interface OperatedBy {
  readonly serving: Serving;
  readonly subscriptions: Subscriptions;
  readonly budgets: Budgets;
}

/** An answer as clients get it: its errors have codes and hints. */
export type Result = FormattedExecutionResult;

/** What becomes of an operation: it is not executed at all, answered, or answered again and again until the reader leaves. */
export type Outcome =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'answered'; readonly result: Result }
  | { readonly kind: 'followed'; readonly results: AsyncIterableIterator<Result> };

/** Executes an operation of any kind. Queries are answered as over HTTP. */
export async function operate(
  { serving, subscriptions, budgets }: OperatedBy,
  request: OperationRequest,
  { identity, client }: StreamFrom,
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
  from: From,
): Promise<Outcome> {
  const viewer = viewerOf(identity, gateway.registry);
  const apollo = await apolloFor(viewer);
  const { query, operationName, variables } = request;
  const { body } = await apollo.executeOperation(
    { query, ...(operationName && { operationName }), ...(variables && { variables }) },
    { contextValue: requestContext(gateway, Date.now(), { ...from, viewer }) },
  );
  if (body.kind === 'incremental') throw new Error('Answers are given whole.');
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
    // Whoever answers queries says what is wrong with it.
    return null;
  }
}
