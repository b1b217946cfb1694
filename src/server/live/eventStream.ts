import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { crossSiteRequest } from '../../graphql/errors';
import type { StreamBounds } from '../http/bounds';
import { badRequest, HttpProblem } from '../http/httpProblem';
import { onExpiry } from '../auth/onExpiry';
import type { SentRequest } from '../http/trustedDocuments';
import { readOperation, type ReadOperation } from './readOperation';
import type { OperationRequest, Outcome, Result, StreamSource } from './operationTypes';

/** Sends answers as events, with the protocol graphql-sse: one operation per request. */
export type SendEvents = (reply: FastifyReply, operation: ReadOperation, from: StreamSource) => Promise<void>;

interface EventOptions {
  readonly operate: (operation: ReadOperation, from: StreamSource) => Promise<Outcome>;
  readonly bounds: StreamBounds;
}

/** The streams of events, and how many are open. */
interface EventStreams {
  readonly sendEvents: SendEvents;
  readonly count: () => number;
}

export function eventStreams(app: FastifyInstance, { operate, bounds }: EventOptions): EventStreams {
  const open = new Set<EventStream>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.goAway();
  });
  const sendEvents: SendEvents = async (reply, operation, from) => {
    const stream = new EventStream(resultsOf(await operate(operation, from)), bounds.pingMs);
    const over = onExpiry(from.identity, () => stream.goAway());
    open.add(
      stream.once('close', () => {
        open.delete(stream);
        over();
      }),
    );
    // Headers of other hooks, such as CORS, are sent too. Compression does not apply, because it
    // would delay events.
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    pipeline(stream, reply.raw, () => undefined);
  };
  return { sendEvents, count: () => open.size };
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Some proxies would buffer the events.
  'x-accel-buffering': 'no',
};

/**
 * Returns the operation of a request that is answered by events; null: it is answered by JSON. If a
 * client accepts both, a subscription gets events, because it has no other answer. Errors:
 * HttpProblem.
 */
export function eventStreamRequest(
  { method, headers }: FastifyRequest,
  { search, body }: SentRequest,
  maxTokens: number,
): ReadOperation | null {
  const accepted = headers.accept ?? '';
  if (!accepted.includes('text/event-stream') || method === 'HEAD') return null;
  const isAll = !/json|\*\/\*/.test(accepted);
  if (isAll) refuseUnasked(method, headers);
  const request = requestOf(
    method === 'GET' ? withParsedVariables(Object.fromEntries(new URLSearchParams(search))) : body,
  );
  const operation = request === null ? null : readOperation(request, maxTokens);
  if (operation !== null && (isAll || operation.isSubscription)) {
    refuseUnasked(method, headers);
    return operation;
  }
  if (isAll)
    throw new HttpProblem(400, badRequest('The request has no `query`, or another part of it has the wrong type.'));
  return null;
}

/**
 * Rejects a GET without the header that makes a browser ask for permission first. Any page can set
 * `accept`, so its value gives no permission.
 */
function refuseUnasked(method: string, headers: IncomingHttpHeaders): void {
  if (method === 'GET' && !headers['apollo-require-preflight']) throw new HttpProblem(400, crossSiteRequest());
}

function requestOf(value: unknown): OperationRequest | null {
  if (typeof value !== 'object' || value === null) return null;
  const { query, operationName, variables } = value as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string') return null;
  if (typeof (operationName ?? '') !== 'string') return null;
  if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) return null;
  return value as OperationRequest;
}

/** The variables in an address are text. */
function withParsedVariables(search: Readonly<Record<string, unknown>>): unknown {
  try {
    const { variables } = search;
    return typeof variables === 'string' ? { ...search, variables: JSON.parse(variables) as unknown } : search;
  } catch {
    return null;
  }
}

/** A single answer or error is a stream too, because the client accepts only streams. */
function resultsOf(outcome: Outcome): AsyncIterator<Result> {
  if (outcome.kind === 'followed') return outcome.results;
  const results = [outcome.kind === 'refused' ? { errors: outcome.errors } : outcome.result];
  return Readable.from(results)[Symbol.asyncIterator]() as AsyncIterator<Result>;
}

/**
 * Writes results as the text of events. It fetches the next result when the client has read the one
 * before. A client that reads nothing for two pings is disconnected.
 */
class EventStream extends Readable {
  private isReading = false;
  private isOver = false;
  private stalled: NodeJS.Timeout | undefined;
  private readonly pings: NodeJS.Timeout;

  constructor(
    private readonly results: AsyncIterator<Result>,
    private readonly pingMs: number,
  ) {
    super({ highWaterMark: 1 });
    this.pushText(PING);
    this.pings = setInterval(() => this.isReading && this.pushText(PING), pingMs).unref();
  }

  /**
   * Ends the stream without `complete`, so that the client connects again when the server is back.
   */
  goAway(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.push(null);
    void this.results.return?.();
  }

  override _read(): void {
    clearTimeout(this.stalled);
    if (this.isReading) return;
    this.isReading = true;
    this.results.next().then(
      ({ value, done }) => {
        this.isReading = false;
        this.pushText(done === true ? 'event: complete\ndata:\n\n' : `event: next\ndata: ${JSON.stringify(value)}\n\n`);
        if (done === true) this.goAway();
      },
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    clearInterval(this.pings);
    clearTimeout(this.stalled);
    void this.results.return?.();
    destroyed(error);
  }

  private pushText(text: string): void {
    if (this.isOver || this.destroyed) return;
    clearTimeout(this.stalled);
    this.stalled = setTimeout(() => this.destroy(), 2 * this.pingMs).unref();
    this.push(text);
  }
}

const PING = ':\n\n';
