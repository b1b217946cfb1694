import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

/** An answer that is no data: what the gateway says is wrong, with its code and hint. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
}

/** Asks a gateway; what comes back has the type of the document. Any GraphQL client would do the same. */
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
