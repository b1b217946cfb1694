import type { FastifyInstance } from 'fastify';
import { forItself } from '../../engine/asker';
import type { Engine } from '../../engine/engine';
import { GatewayError } from '../../errors';
import { compile } from '../../sql/compile';
import { sql } from '../../sql/fragment';
import { OPEN } from '../auth/identified';
import type { Serving } from '../http/serving';

const WITHIN_MS = 2_000;

/**
 * `GET /readyz`: whether questions are answered now, for who spreads them over several processes: 503 while the database cannot be reached, while too many wait for it, and from when the
 * process is told to stop. `/healthz` only says that the process is well, so that it is not ended for its database's sake.
 */
export function readyRoute(app: FastifyInstance, serving: Serving): void {
  let isClosing = false;
  app.addHook('preClose', async () => void (isClosing = true));
  app.get('/readyz', OPEN, async (_request, reply) => {
    const problem = isClosing ? 'the server is stopping' : await problemOf(serving.current.gateway.engine);
    return reply
      .code(problem === null ? 200 : 503)
      .send(problem === null ? { status: 'ready' } : { status: 'not ready', problem });
  });
}

/** A database that is busy is there. */
async function problemOf(engine: Engine): Promise<string | null> {
  try {
    await engine.run(compile(sql`select 1`, engine.dialect), forItself(WITHIN_MS));
    return null;
  } catch (error) {
    if (error instanceof GatewayError && error.code === 'QUERY_TIMEOUT') return null;
    return error instanceof GatewayError ? error.message : 'the database does not answer as it should';
  }
}
