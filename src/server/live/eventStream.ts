import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pipeline, Readable } from 'node:stream';
import { crossSiteRequest } from '../../graphql/errors';
import type { StreamBounds } from '../http/bounds';
import { badRequest, HttpProblem } from '../http/httpProblem';
import { onExpiry } from '../auth/onExpiry';
import type { SentRequest } from '../http/trustedDocuments';
import { isSubscription } from './operation';
import type { OperationRequest, Outcome, Result, StreamSource } from './operationTypes';

/** Sends answers as events, by the protocol graphql-sse: a request is one operation. */
export type SendEvents = (reply: FastifyReply, request: OperationRequest, from: StreamSource) => Promise<void>;

interface EventOptions {
  readonly operate: (request: OperationRequest, from: StreamSource) => Promise<Outcome>;
  readonly bounds: StreamBounds;
}

export function eventStreams(app: FastifyInstance, { operate, bounds }: EventOptions): SendEvents {
  const open = new Set<EventStream>();
  app.addHook('preClose', async () => {
    for (const stream of open) stream.goAway();
  });
  return async (reply, request, from) => {
    const stream = new EventStream(resultsOf(await operate(request, from)), bounds.pingMs);
    const over = onExpiry(from.identity, () => stream.goAway());
    open.add(
      stream.once('close', () => {
        open.delete(stream);
        over();
      }),
    );
    // What others have set, such as CORS, goes along; what would compress it, and so hold it back, does not come to see it.
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
    pipeline(stream, reply.raw, () => undefined);
  };
}

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // Some proxies would wait until there is more of it.
  'x-accel-buffering': 'no',
};

/**
 * The operation of a request that is to be answered by events; null: it is to be answered at once. Whoever takes both gets events for a subscription,
 * which has no other answer. Errors: HttpProblem.
 */
export function eventStreamRequest(
  { method, headers }: FastifyRequest,
  { search, body }: SentRequest,
): OperationRequest | null {
  const accepted = headers.accept ?? '';
  if (!accepted.includes('text/event-stream') || method === 'HEAD') return null;
  const isAll = !/json|\*\/\*/.test(accepted);
  if (method === 'GET' && isAll && !headers['apollo-require-preflight']) throw new HttpProblem(400, crossSiteRequest());
  const request = requestOf(
    method === 'GET' ? withParsedVariables(Object.fromEntries(new URLSearchParams(search))) : body,
  );
  if (request !== null && (isAll || isSubscription(request))) return request;
  if (isAll)
    throw new HttpProblem(400, badRequest('The request has no `query`, or what goes with it is of another type.'));
  return null;
}

function requestOf(value: unknown): OperationRequest | null {
  if (typeof value !== 'object' || value === null) return null;
  const { query, operationName, variables } = value as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string') return null;
  if (typeof (operationName ?? '') !== 'string') return null;
  if (typeof (variables ?? {}) !== 'object' || Array.isArray(variables)) return null;
  return value as OperationRequest;
}

/** In an address, variables are text. */
function withParsedVariables(search: Readonly<Record<string, unknown>>): unknown {
  try {
    const { variables } = search;
    return typeof variables === 'string' ? { ...search, variables: JSON.parse(variables) as unknown } : search;
  } catch {
    return null;
  }
}

/** One answer or one refusal is a stream, too: that is what was asked for. */
function resultsOf(outcome: Outcome): AsyncIterator<Result> {
  if (outcome.kind === 'followed') return outcome.results;
  const results = [outcome.kind === 'refused' ? { errors: outcome.errors } : outcome.result];
  return Readable.from(results)[Symbol.asyncIterator]() as AsyncIterator<Result>;
}

/** Results as the text of events. The next is asked for when the one before has been taken; a client that takes none for two pings is let go. */
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

  /** Ends it. Who was not told that it is complete connects again when the server is back. */
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
