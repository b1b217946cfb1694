import { HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { Socket } from 'node:net';
import { Readable } from 'node:stream';
import type { RequestBudget } from '../../answer/budget';
import type { Budgets } from '../../answer/budgets';
import { gatewayError } from '../../errors';
import { requestContext } from '../../graphql/context';
import { identityOf } from '../auth/identified';
import type { Identity } from '../auth/identity';
import { viewerOf } from '../auth/viewerOf';
import { MAX_BATCH } from './bounds';
import { addVary, cachingOf, keepingOf, knownTags, tagOf } from './cacheControl';
import { clientOf, type Admission } from './admission';
import { HttpProblem } from './httpProblem';
import { eventStreamRequest, type SendEvents } from '../live/eventStream';
import { limitBatch, payForText, searchOf } from './requestText';
import { SharedNow } from './sharedNow';
import { refuseCompressed } from './refuseCompressed';
import type { Serving } from './serving';
import { withDocuments, type FindDocument } from './trustedDocuments';

interface GraphqlOptions {
  readonly admission: Admission;
  readonly budgets: Budgets;
  readonly findDocument: FindDocument;
  readonly sendEvents: SendEvents;
  /** Milliseconds for a client to read more of its answer. */
  readonly readingMs: number;
}

/**
 * Adds GraphQL over HTTP at `/graphql`: one operation by POST or GET, a small batch by POST, or
 * events if the request accepts them.
 */
export function graphqlRoute(
  app: FastifyInstance,
  serving: Serving,
  { admission, budgets, findDocument, sendEvents, readingMs }: GraphqlOptions,
): void {
  const sharedNow = new SharedNow();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    onRequest: [admission.admit, refuseCompressed],
    preHandler: refuseLongBatches,
    handler: async (request, reply) => {
      const identity = identityOf(request);
      const search = searchOf(request);
      const sent = withDocuments({ search, body: request.body }, findDocument, identity.isRouter);
      const client = clientOf(request);
      // All operations of a batch share one budget, because they are one answer.
      const { current } = serving;
      const { maxTokens } = current.gateway.registry.limits;
      const budget = budgets.begin(current.gateway, client);
      payForText(sent, budget);
      limitBatch(sent.body, maxTokens);
      const streamed = eventStreamRequest(request, sent, maxTokens);
      if (streamed !== null) return sendEvents(reply, streamed, { client, identity, budget });
      endWith(reply, budget);
      const { now, answered } = sharedNow.begin(request, Date.now());
      const signal = disconnectSignal(reply);
      const executing = serving.use(async ({ gateway, services, dashboards, apolloFor }) => {
        const viewer = viewerOf(identity, gateway.registry);
        const apollo = await apolloFor(viewer);
        const from = { client, signal, viewer, budget, services, dashboards, keeping: keepingOf(request.headers) };
        const executed = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            // HEAD is a GET whose body is not sent.
            method: request.method === 'HEAD' ? 'GET' : request.method,
            headers: headerMap(request.headers, identity),
            ...sent,
          },
          context: async () => requestContext(gateway, now, from),
        });
        if (executed.body.kind === 'complete') budget.keepText(executed.body.string.length);
        return executed;
      });
      const answer = await executing.finally(answered);
      // A client that reads nothing for so long is disconnected, and its answer is freed.
      if (reply.raw.socket instanceof Socket) reply.raw.socket.setTimeout(readingMs);
      return send(request, reply, answer);
    },
  });
}

/** Returns a signal that aborts when the client leaves before it has its answer. */
function disconnectSignal({ raw }: FastifyReply): AbortSignal {
  const disconnected = new AbortController();
  // The client may have left during its authentication.
  if (raw.destroyed) disconnected.abort();
  raw.once('close', () => {
    if (!raw.writableEnded) disconnected.abort();
  });
  return disconnected.signal;
}

/**
 * Ends the budget when the answer is sent or the client leaves. The client may already have left.
 */
function endWith({ raw }: FastifyReply, budget: RequestBudget): void {
  if (raw.destroyed) budget.end();
  for (const event of ['finish', 'close']) raw.once(event, () => budget.end());
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: HTTPGraphQLResponse,
): FastifyReply {
  for (const [name, value] of headers) void reply.header(name, value);
  // The type of an answer depends on `accept`, so a cache must not share it between types.
  addVary(reply, ['accept']);
  if (body.kind === 'chunked') return reply.code(status ?? 200).send(Readable.from(body.asyncIterator));
  // Each operation of a batch has its own errors. One that fails does not fail the others.
  const isAnswered = Array.isArray(request.body) && body.string.startsWith('[');
  if (isAnswered) void reply.type('application/json; charset=utf-8');
  if (request.method !== 'POST' && isComplete(status, body.string)) {
    const tag = tagOf([body.string, String(reply.getHeader('content-type'))]);
    void reply.headers(cachingOf(reply, tag));
    // An unchanged answer was kept, so its statements did not run for this.
    if (knownTags(request).includes(tag)) return reply.code(304).send();
  } else void reply.header('cache-control', 'no-store');
  return reply.code(isAnswered ? 200 : (status ?? 200)).send(body.string);
}

/** Whether an answer has no errors: these come first. */
function isComplete(status: number | undefined, text: string): boolean {
  return (status ?? 200) === 200 && text.startsWith('{"data":');
}

/** With this header, Apollo Server adds a trace of all fields to the answer. */
const TRACED = 'apollo-federation-include-trace';

/**
 * Returns the headers for Apollo Server. A trace makes an answer six times as large, and only
 * routers use it, so it is only for them.
 */
function headerMap(headers: IncomingHttpHeaders, { isRouter }: Identity): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  if (!isRouter) map.delete(TRACED);
  return map;
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
