import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { figuresOf } from './figures';
import { listen } from './listeners';
import { logRequests, statementLog } from './log';
import { newScope, scopes } from './scope';
import { traceRequests } from './tracing';

/** How the server shows what it does. */
export interface Observing {
  readonly log: Logger;
  /** Statements that take as long are written down with their plans. */
  readonly slowMs: number;
  readonly isTraced: boolean;
}

/** An id that a client or a proxy gives is kept, so that logs of several services can be put together. */
const REQUEST_ID = /^[\w.:-]{1,100}$/;

/** The id of a request, which is in its log lines and in the header `x-request-id` of the answer. */
export function requestId({ headers }: { readonly headers: Record<string, string | string[] | undefined> }): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

/** Has the server show what it does: in its log, at `/metrics`, and in traces. */
export async function observe(app: FastifyInstance, { log, slowMs, isTraced }: Observing): Promise<void> {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    scopes.run(newScope(request.id), done);
  });
  const { figures, listener } = figuresOf(app);
  logRequests(app, log);
  const stop = listen([listener, statementLog(log, slowMs)]);
  const endTraces = isTraced ? await traceRequests(app) : async () => undefined;
  app.addHook('onClose', async () => {
    stop();
    await endTraces();
  });
  app.get('/metrics', async (_request, reply) => reply.type(figures.contentType).send(await figures.metrics()));
}
