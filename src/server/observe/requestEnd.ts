import type { FastifyInstance, FastifyRequest } from 'fastify';

/** The status of a request whose client left before the answer began, as nginx writes it. */
export const CLIENT_LEFT = 499;

/** The end of a request. */
export interface RequestEnd {
  /** The HTTP status, or CLIENT_LEFT. */
  readonly status: number;
  /** Milliseconds from the first byte of the request to its end. */
  readonly ms: number;
}

/** Called at the begin of each request. Returns the function to call at its end. */
export type ObserveRequest = (request: FastifyRequest) => (end: RequestEnd) => void;

/**
 * Observes each request until it ends: after its answer, or because its client has left. Fastify's
 * `onResponse` is not called for a client that leaves, nor for a stream of events, and these
 * requests would be kept forever.
 */
export function onRequestEnd(app: FastifyInstance, observers: readonly ObserveRequest[]): void {
  app.addHook('onRequest', async (request, { raw }) => {
    const beganAt = performance.now();
    const endings = observers.map((begun) => begun(request));
    const end = () => {
      const ended = { status: raw.headersSent ? raw.statusCode : CLIENT_LEFT, ms: performance.now() - beganAt };
      for (const ending of endings) ending(ended);
    };
    // The client may have left already.
    if (raw.destroyed) end();
    else raw.once('close', end);
  });
}
