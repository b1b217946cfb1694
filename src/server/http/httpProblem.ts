import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { gatewayError, type GatewayError } from '../../errors';
import { reportingError } from '../../steps';

/** The error that a client gets. A GatewayError has this form. */
export type ErrorBody = Pick<GatewayError, 'message' | 'hint'> & {
  readonly code: string;
  readonly retryAfterMs?: number | undefined;
};

/** An error of a request that GraphQL does not answer: an HTTP status, and the errors to show. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly errors: readonly ErrorBody[];
  constructor(
    readonly statusCode: number,
    ...errors: readonly [ErrorBody, ...ErrorBody[]]
  ) {
    super(errors[0].message);
    this.errors = errors;
  }
}

/** Replies with errors alone, in GraphQL's form and in a type that the request accepts. */
export function sendErrors(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  ...errors: readonly ErrorBody[]
): FastifyReply {
  const acceptsGraphqlResponse = request.headers.accept?.includes('application/graphql-response+json') === true;
  const type = acceptsGraphqlResponse ? 'application/graphql-response+json' : 'application/json';
  const waits = errors.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  if (waits.length > 0) void reply.header('retry-after', Math.ceil(Math.max(...waits) / 1_000));
  for (const { code } of errors) reportingError.publish({ code });
  return reply
    .code(status)
    .type(`${type}; charset=utf-8`)
    .send(errorsBody(...errors));
}

/** Returns the text of an answer that has only errors. */
export function errorsBody(...errors: readonly ErrorBody[]): string {
  return JSON.stringify({ errors: errors.map(formattedError) });
}

/** Returns the client's form of an error that has no location in a document. */
export function formattedError({ message, code, hint, retryAfterMs }: ErrorBody): GraphQLFormattedError {
  return { message, extensions: { code, hint, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

export function badRequest(problem: string, hint = POST_JSON): GatewayError {
  return gatewayError('BAD_REQUEST', { problem, hint });
}

const POST_JSON = 'POST a JSON object with a `query`, with the content-type application/json.';
