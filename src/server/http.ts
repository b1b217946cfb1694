import compress from '@fastify/compress';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance } from 'fastify';
import type { Gateway } from '../answer/gateway';
import type { ReportInternal } from '../graphql/errors';
import { tellBadConnection } from './badConnection';
import { ARRIVAL_MS, MAX_BODY_BYTES, type StreamBounds } from './bounds';
import type { Config } from './config';
import { graphiqlRoutes } from './graphiql/route';
import { graphqlRoute } from './graphqlRoute';
import { tellBadAddress, tellErrors } from './httpErrors';
import { liveRoutes } from './live/routes';
import { reference } from './reference';
import { servedFrom, type Serving } from './serving';

/** What of the configuration is about HTTP. Without it, as when nothing is set. */
export type HttpOptions = Partial<Pick<Config, 'corsOrigins'>> & {
  /** Bounds of streams that are not the usual ones. */
  readonly streams?: Partial<StreamBounds>;
};

/** The HTTP server of a gateway, not yet listening: `/graphql`, `/graphiql` to try it, to which `/` leads, and `/healthz`. */
export async function httpServer(
  gateway: Gateway,
  report: ReportInternal,
  { corsOrigins = [], streams = {} }: HttpOptions = {},
): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: ARRIVAL_MS,
    clientErrorHandler: tellBadConnection,
    frameworkErrors: tellBadAddress,
  });
  // A type that a form of a foreign page could send, and so none of GraphQL's.
  app.removeContentTypeParser('text/plain');
  tellErrors(app, report, reference);
  // Zstandard comes with later versions of Node only; what is sent should not depend on that.
  await app.register(compress, { encodings: ['br', 'gzip'], globalDecompression: false });
  if (corsOrigins.length > 0) {
    const origin = corsOrigins === 'any' ? '*' : [...corsOrigins];
    await app.register(cors, { origin, strictPreflight: false, maxAge: 3_600 });
  }
  const serving: Serving = { current: await servedFrom(gateway, report) };
  app.addHook('onClose', () => serving.current.apollo.stop());
  const { sendEvents } = liveRoutes(app, serving, { report, streams, corsOrigins });
  graphqlRoute(app, serving, sendEvents);
  app.get('/healthz', () => {
    const { engine, registry } = serving.current.gateway;
    return { status: 'ok', engine: engine.name, registryVersion: registry.version };
  });
  graphiqlRoutes(app, serving);
  // Relative, as all addresses of the page are.
  app.get('/', (_request, reply) => reply.redirect('graphiql'));
  return app;
}
