import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GatewayError } from '../../errors';
import { HttpProblem } from '../http/httpProblem';
import type { Authenticate } from './authenticate';
import type { Identity } from './identity';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route tells nothing of the data, and anybody may have it. */
    readonly isOpen?: boolean;
  }
}

/** What routes that anybody may have are declared with. */
export const OPEN = { config: { isOpen: true } } as const;

const identities = new WeakMap<FastifyRequest, Identity>();

/** Every route but those that are declared as open asks who asks, before anything of the request is read. */
export function identifyAll(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.isOpen) return;
    try {
      identities.set(request, await authenticate(request.headers));
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      const isTheirs = error.code === 'UNAUTHENTICATED';
      void (isTheirs ? reply.header('www-authenticate', 'Bearer') : reply.header('retry-after', RETRY_AFTER_S));
      throw new HttpProblem(isTheirs ? 401 : 503, error);
    }
  });
}

const RETRY_AFTER_S = 5;

/** Who asks, of a route that is not open. */
export function identityOf(request: FastifyRequest): Identity {
  const identity = identities.get(request);
  if (identity === undefined) throw new Error('The route is open: nobody was asked who they are.');
  return identity;
}
