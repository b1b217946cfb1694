import type { FastifyRequest } from 'fastify';
import { Lexer, Source, TokenKind } from 'graphql';
import type { RequestBudget } from '../../answer/budget';
import { gatewayError, GatewayError } from '../../errors';
import { HttpProblem } from './httpProblem';
import type { SentRequest } from './trustedDocuments';

/**
 * Pays for the text of a request before any of it is read: the query string and the body. Errors:
 * HttpProblem with RATE_LIMITED or QUERY_TOO_EXPENSIVE.
 */
export function payForText({ search, body }: SentRequest, budget: RequestBudget): void {
  try {
    budget.payText(search.length + lengthOf(body));
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw new HttpProblem(error.retryAfterMs === undefined ? 400 : 429, error);
  }
}

/**
 * Limits the documents of a batch together, as if they were one. Errors: HttpProblem with
 * DOCUMENT_TOO_LARGE.
 */
export function limitBatch(body: unknown, maxTokens: number): void {
  if (!Array.isArray(body)) return;
  let left = maxTokens;
  for (const one of body) left -= tokensOf((one as { query?: unknown } | null)?.query, left);
  if (left >= 0) return;
  const what = { what: 'tokens', count: null, max: maxTokens, isBatch: true };
  throw new HttpProblem(400, gatewayError('DOCUMENT_TOO_LARGE', what));
}

/** The query string of a request's address, with its `?`. */
export function searchOf({ url }: Pick<FastifyRequest, 'url'>): string {
  return url.replace(/^[^?]*/, '');
}

/** The characters of a body that JSON was read from. */
export function lengthOf(body: unknown): number {
  return body === undefined || body === null ? 0 : JSON.stringify(body).length;
}

/** The tokens of a document; one more than `max` if there are more. */
function tokensOf(query: unknown, max: number): number {
  if (typeof query !== 'string') return 0;
  const lexer = new Lexer(new Source(query));
  let count = 0;
  try {
    while (count <= max && lexer.advance().kind !== TokenKind.EOF) count += 1;
  } catch {
    // The parser reports the mistake.
  }
  return count;
}
