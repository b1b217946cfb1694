import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';
import type { Identity } from '../auth/identity';

/** An operation as a client sends it, whatever it is sent over. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Whom an operation over a stream comes from. */
export interface StreamSource {
  /** Clients that are told apart get their turns one after the other. */
  readonly client: string;
  readonly identity: Identity;
}

/** An answer as clients get it: its errors have codes and hints. */
export type Result = FormattedExecutionResult;

/** What becomes of an operation: it is not executed at all, answered, or answered again and again until the reader leaves. */
export type Outcome =
  | { readonly kind: 'refused'; readonly errors: readonly GraphQLFormattedError[] }
  | { readonly kind: 'answered'; readonly result: Result }
  | { readonly kind: 'followed'; readonly results: AsyncIterableIterator<Result> };
