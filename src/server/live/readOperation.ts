import { getOperationAST, parse, type DocumentNode } from 'graphql';
import type { OperationRequest } from './operationTypes';

/** An operation whose document has been parsed. */
export interface ReadOperation {
  readonly request: OperationRequest;
  /** Null: it is not GraphQL, or too large. The execution reports why. */
  readonly document: DocumentNode | null;
  readonly isSubscription: boolean;
}

/** Parses the document of an operation, up to a number of tokens. */
export function readOperation(request: OperationRequest, maxTokens: number): ReadOperation {
  const document = parsed(request.query, maxTokens);
  const operation = document === null ? null : getOperationAST(document, request.operationName);
  return { request, document, isSubscription: operation?.operation === 'subscription' };
}

function parsed(query: string, maxTokens: number): DocumentNode | null {
  try {
    return parse(query, { maxTokens });
  } catch {
    return null;
  }
}
