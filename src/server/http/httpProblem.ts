import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { gatewayError, type GatewayError } from '../../errors';
import { reportingError } from '../../steps';

/** What a client is told of an error. Errors of the gateway are such. */
export type ErrorBody = Pick<GatewayError, 'message' | 'hint'> & {
  readonly code: string;
  readonly retryAfterMs?: number | undefined;
};

/** What is wrong with a request that is not answered by GraphQL: the status of HTTP, and the words. */
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

/** Replies with errors and nothing else, the way GraphQL tells them, in the type of answers that was asked for. */
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

/** The text of an answer that holds nothing but errors. */
export function errorsBody(...errors: readonly ErrorBody[]): string {
  return JSON.stringify({ errors: errors.map(formattedError) });
}

/** An error of no place in a document, as clients get it. */
export function formattedError({ message, code, hint, retryAfterMs }: ErrorBody): GraphQLFormattedError {
  return { message, extensions: { code, hint, ...(retryAfterMs !== undefined && { retryAfterMs }) } };
}

export function badRequest(problem: string, hint = POST_JSON): GatewayError {
  return gatewayError('BAD_REQUEST', { problem, hint });
}

const POST_JSON = 'POST a JSON object with a `query`, as content-type application/json.';
