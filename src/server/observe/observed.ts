import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Registry as Figures } from 'prom-client';
import { figuresOf } from './figures';
import { listen } from './listeners';
import { requestLog, statementLog } from './log';
import { onRequestEnd } from './requestEnd';
import { newScope, scopes } from './scope';
import { traceRequests } from './tracing';

/** How the server reports its work. */
export interface Observing {
  readonly log: Logger;
  /** Statements that take at least so many milliseconds are logged with their plans. */
  readonly slowMs: number;
  readonly isTraced: boolean;
}

/** An id of the client or a proxy is kept, so that the logs of several services can be joined. */
const REQUEST_ID = /^[\w.:-]{1,100}$/;

/**
 * Returns the id of a request. Its log lines and the `x-request-id` header of the answer have it.
 */
export function requestId({ headers }: { readonly headers: Record<string, string | string[] | undefined> }): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

/**
 * Makes the server report its work in its log, at `/metrics`, and in traces. Returns the figures of
 * `/metrics`.
 */
export async function observe(app: FastifyInstance, { log, slowMs, isTraced }: Observing): Promise<Figures> {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    scopes.run(newScope(request.id), done);
  });
  const { figures, listener, observe: count } = figuresOf();
  const tracing = isTraced ? await traceRequests(app) : null;
  onRequestEnd(app, [count, requestLog(log), ...(tracing === null ? [] : [tracing.observe])]);
  const stop = listen([listener, statementLog(log, slowMs)]);
  app.addHook('onClose', async () => {
    stop();
    await tracing?.end();
  });
  app.get('/metrics', { config: { isProbe: true } }, async (_request, reply) =>
    reply.type(figures.contentType).send(await figures.metrics()),
  );
  return figures;
}
