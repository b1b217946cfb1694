import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { gatewayError } from '../errors';
import { requestContext } from '../graphql/context';
import { MAX_BATCH } from './bounds';
import { HttpProblem } from './httpProblem';
import { askedForEvents, type SendEvents } from './live/eventStream';
import type { Serving } from './serving';

/** GraphQL over HTTP at `/graphql`: one operation by POST or GET, or a batch of a few by POST; or events, where they are asked for. */
export function graphqlRoute(app: FastifyInstance, serving: Serving, sendEvents: SendEvents): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: refuseCompressed,
    preHandler: refuseLongBatches,
    handler: async (request, reply) => {
      const followed = askedForEvents(request);
      if (followed !== null) return sendEvents(reply, followed);
      const { apollo, gateway } = serving.current;
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          // HEAD is GET of which only the head is sent.
          method: request.method === 'HEAD' ? 'GET' : request.method,
          headers: headerMap(request.headers),
          search: request.url.replace(/^[^?]*/, ''),
          body: request.body,
        },
        context: async () => requestContext(gateway, Date.now()),
      });
      return send(reply, answer, Array.isArray(request.body));
    },
  });
}

function send(reply: FastifyReply, { status, headers, body }: HTTPGraphQLResponse, isBatch: boolean): FastifyReply {
  for (const [name, value] of headers) void reply.header(name, value);
  // Answers are written in the type that is asked for; a cache between must not give one for the other.
  const others = reply.getHeader('vary');
  void reply.header('vary', others === undefined ? 'accept' : `${String(others)}, accept`);
  if (body.kind === 'chunked') return reply.code(status ?? 200).send(Readable.from(body.asyncIterator));
  // Each operation of a batch has its own errors: one that fails does not make the others fail.
  const isAnswered = isBatch && body.string.startsWith('[');
  if (isAnswered) void reply.type('application/json; charset=utf-8');
  return reply.code(isAnswered ? 200 : (status ?? 200)).send(body.string);
}

function headerMap(headers: IncomingHttpHeaders): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

/** A small body that is compressed may be a huge one: what is read is bounded, and so is not unpacked. */
async function refuseCompressed({ headers }: FastifyRequest): Promise<void> {
  const value = headers['content-encoding'];
  if (value === undefined || value === 'identity') return;
  const problem = { header: 'content-encoding', value, supported: 'identity, or leave it out' };
  throw new HttpProblem(415, gatewayError('UNSUPPORTED_MEDIA_TYPE', problem));
}

async function refuseLongBatches({ body }: FastifyRequest): Promise<void> {
  if (!Array.isArray(body) || body.length <= MAX_BATCH) return;
  throw new HttpProblem(
    413,
    gatewayError('REQUEST_TOO_LARGE', {
      what: `The batch of ${body.length}`,
      max: `${MAX_BATCH} operations`,
      hint: 'Send several batches, or one operation with several fields.',
    }),
  );
}
