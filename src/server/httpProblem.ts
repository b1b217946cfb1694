import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { gatewayError, type GatewayError } from '../errors';

/** What is wrong with a request before GraphQL has read it: the status of HTTP, and the words. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  constructor(
    readonly statusCode: number,
    readonly told: GatewayError,
  ) {
    super(told.message);
  }
}

/** Replies with the one error there is, the way GraphQL tells errors, in the type of answers that was asked for. */
export function tell(request: FastifyRequest, reply: FastifyReply, status: number, error: GatewayError): FastifyReply {
  const asked = request.headers.accept?.includes('application/graphql-response+json') === true;
  const type = asked ? 'application/graphql-response+json' : 'application/json';
  return reply.code(status).type(`${type}; charset=utf-8`).send(told(error));
}

/** The text of an answer that holds nothing but an error. */
export function told(error: GatewayError): string {
  return JSON.stringify({ errors: [formattedError(error)] });
}

/** An error of no place in a document, as clients get it. */
export function formattedError({ message, code, hint }: GatewayError): GraphQLFormattedError {
  return { message, extensions: { code, hint } };
}

export function badRequest(problem: string, hint = POST_JSON): GatewayError {
  return gatewayError('BAD_REQUEST', { problem, hint });
}

const POST_JSON = 'POST a JSON object with a `query`, as content-type application/json.';
