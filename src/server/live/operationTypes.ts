import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { RequestBudget } from '../../answer/budget';
import type { Identity } from '../auth/identity';

/** An operation as a client sends it, over any transport. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** The sender of an operation over a stream. */
export interface StreamSource {
  /** Each client gets its turn; this name distinguishes them. */
  readonly client: string;
  readonly identity: Identity;
  /** Pays for the operation. */
  readonly budget: RequestBudget;
}

/** An answer in the client's form: its errors have codes and hints. */
export type Result = FormattedExecutionResult;

/**
 * The outcome of an operation: rejected before execution, answered once, or answered repeatedly
 * until the reader leaves.
 */
export type Outcome =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'answered'; readonly result: Result }
  | { readonly kind: 'followed'; readonly results: AsyncIterableIterator<Result> };
