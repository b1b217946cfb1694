import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GatewayError } from '../../errors';
import { HttpProblem } from '../http/httpProblem';
import type { Authenticate } from './authenticate';
import type { Identity } from './identity';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route shows no data, so it needs no authentication. */
    readonly isOpen?: boolean;
    /** A GET may be a signed link, which proves who its caller is. */
    readonly takesLinks?: boolean;
  }
}

/** The route options of an open route. */
export const OPEN = { config: { isOpen: true } } as const;

/** The route options of an open route for probes. */
export const OPEN_PROBE = { config: { isOpen: true, isProbe: true } } as const;

const identities = new WeakMap<FastifyRequest, Identity>();

/** Returns the identity as whom a signed link is answered. Errors: LINK_REJECTED, LINK_EXPIRED. */
export type VerifyLink = (path: string, query: object) => Identity;

/** Authenticates every request of a route that is not open, before its body is read. */
export function identifyAll(app: FastifyInstance, authenticate: Authenticate, verifyLink: VerifyLink): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || request.routeOptions.config.isOpen) return;
    try {
      const { routeOptions, query } = request;
      identities.set(
        request,
        isLink(request) ? verifyLink(routeOptions.url!, query as object) : await authenticate(request.headers),
      );
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      if (isLink(request)) throw new HttpProblem(403, error);
      const isTheirs = error.code === 'UNAUTHENTICATED';
      void (isTheirs ? reply.header('www-authenticate', 'Bearer') : reply.header('retry-after', RETRY_AFTER_S));
      throw new HttpProblem(isTheirs ? 401 : 503, error);
    }
  });
}

/** True for the GET of a signed link. */
export function isLink({ method, query, routeOptions }: FastifyRequest): boolean {
  return routeOptions.config.takesLinks === true && method !== 'POST' && 'signature' in (query as object);
}

const RETRY_AFTER_S = 5;

/** Returns the caller of a request. The route must not be open. */
export function identityOf(request: FastifyRequest): Identity {
  const identity = identities.get(request);
  if (identity === undefined) throw new Error('The route is open, so its requests have no identity.');
  return identity;
}
