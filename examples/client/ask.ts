import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** An answer without data: the gateway's error, with its code and hint. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/** Sends a query. The data has the type of the document. Any other GraphQL client works as well. */
export async function ask<Result, Variables>(
  url: string,
  document: TypedDocumentNode<Result, Variables>,
  variables: Variables,
): Promise<Result> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as {
    data?: Result;
    errors?: { message: string; extensions?: { code?: string; hint?: string } }[];
  };
  const [error] = errors ?? [];
  if (error !== undefined) {
    const { code = 'ERROR', hint = '' } = error.extensions ?? {};
    throw new QuestionError(`${code}: ${error.message} ${hint}`.trimEnd());
  }
  return data!;
}
