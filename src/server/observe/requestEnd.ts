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

/**
 * Calls `begun` for each request, and the function that it returns when the request ends: after its
 * answer, or because its client has left. Fastify's `onResponse` is not called for a client that
 * leaves, nor for a stream of events, and these requests would be kept forever.
 */
export function onRequestEnd(
  app: FastifyInstance,
  begun: (request: FastifyRequest) => (end: RequestEnd) => void,
): void {
  app.addHook('onRequest', async (request, { raw }) => {
    const beganAt = performance.now();
    const ended = begun(request);
    const end = () =>
      ended({ status: raw.headersSent ? raw.statusCode : CLIENT_LEFT, ms: performance.now() - beganAt });
    // The client may have left already.
    if (raw.destroyed) end();
    else raw.once('close', end);
  });
}
