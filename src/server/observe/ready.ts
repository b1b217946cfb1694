import type { FastifyInstance } from 'fastify';
import type { Engine } from '../../engine/engine';
import { GatewayError } from '../../errors';
import { OPEN_PROBE } from '../auth/identified';
import type { Serving } from '../http/serving';

const WITHIN_MS = 2_000;

/**
 * Adds `GET /readyz`, by which load balancers learn whether this process can answer queries. It
 * returns 503 if the database cannot be reached or answers nothing, if too many statements wait for
 * it, or once the process is stopping. A database that is only busy is ready. `/healthz` only
 * reports that the process is alive, so that a failing database does not end it.
 */
export function readyRoute(app: FastifyInstance, serving: Serving): void {
  let isClosing = false;
  app.addHook('preClose', async () => void (isClosing = true));
  app.get('/readyz', OPEN_PROBE, async (_request, reply) => {
    const problem = isClosing ? 'the server is stopping' : await problemOf(serving.current.gateway.engine);
    return reply
      .code(problem === null ? 200 : 503)
      .send(problem === null ? { status: 'ready' } : { status: 'not ready', problem });
  });
}

async function problemOf(engine: Engine): Promise<string | null> {
  try {
    await engine.ping(WITHIN_MS);
    return null;
  } catch (error) {
    return error instanceof GatewayError ? error.message : 'the database does not answer as it should';
  }
}
