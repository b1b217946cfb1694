import type { FastifyInstance, FastifyRequest } from 'fastify';
import { gatewayError, GatewayError } from '../../errors';
import { identityOf } from '../auth/identified';
import { HttpProblem } from './httpProblem';
import type { Serving } from './serving';

interface CacheRoutesOptions {
  /** No authentication is configured. */
  readonly isOpen: boolean;
  /** Begins to warm. Errors: BAD_REQUEST, if warming is off. */
  readonly warm: () => void;
}

/** The header that no page of another site can send without permission. */
export const OPERATOR_HEADER = 'metergate-operator';

/**
 * Adds `POST /cache/clear` and `POST /cache/warm`, for `metergate cache`. Only an operator may call
 * them: a caller with a key that has `operator: true` or, without authentication, one on this
 * machine.
 */
export function cacheRoutes(app: FastifyInstance, serving: Serving, { isOpen, warm }: CacheRoutesOptions): void {
  const onlyOperators = async (request: FastifyRequest): Promise<void> => {
    if (request.headers[OPERATOR_HEADER] === undefined) throw new HttpProblem(400, NO_HEADER);
    if (isOpen ? !isLocal(request) : identityOf(request).isOperator !== true) throw new HttpProblem(403, NO_OPERATOR);
  };
  const post = (url: string, handler: () => object) =>
    app.post(url, { onRequest: [onlyOperators] }, async (_request, reply) => {
      try {
        return await reply.header('cache-control', 'no-store').send(handler());
      } catch (error) {
        throw error instanceof GatewayError ? new HttpProblem(400, error) : error;
      }
    });
  post('/cache/clear', () => {
    const { kept, settled } = serving.current.services;
    return { answers: kept.clear(), numbers: settled.clear() };
  });
  post('/cache/warm', () => {
    warm();
    return { dashboards: serving.current.dashboards.all.length };
  });
}

/** A proxy on this machine names the client that it forwards. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined;
  return !isForwarded && /^(::1|(::ffff:)?127\..*)$/.test(socket.remoteAddress ?? '');
}

const NO_HEADER = gatewayError('BAD_REQUEST', {
  problem: `The request has no header \`${OPERATOR_HEADER}\`.`,
  hint: 'Run `metergate cache`, which sends it.',
});

const NO_OPERATOR = gatewayError('FORBIDDEN', {
  problem: 'Only an operator may do this.',
  hint: 'Use an API key with `operator: true`. Without authentication, run the command on the machine of the gateway.',
});
