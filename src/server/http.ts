import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastify, { type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Gateway } from '../answer/gateway';
import type { GraphqlContext } from '../graphql/context';
import { errorFormatter, type ReportInternal } from '../graphql/errors';
import { gatewaySchema } from '../graphql/schema';

/** The HTTP server of a gateway, not yet listening: `/graphql`, `/healthz`, and `/` that says where to go. */
export async function httpServer(gateway: Gateway, report: ReportInternal): Promise<FastifyInstance> {
  const app = fastify();
  const apollo = new ApolloServer<GraphqlContext>({
    schema: gatewaySchema(gateway.registry),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: errorFormatter(report, () => randomBytes(6).toString('hex')),
    plugins: [
      // The page it would show comes from a CDN.
      ApolloServerPluginLandingPageDisabled(),
      // No field has a hint for caches, and looking for one at each of ten thousand rows is slow.
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
    ],
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    context: async () => ({ gateway, now: Date.now() }),
  });
  app.get('/healthz', () => ({
    status: 'ok',
    engine: gateway.engine.name,
    registryVersion: gateway.registry.version,
  }));
  app.get('/', (_request, reply) => reply.type('text/plain').send('Metergate answers GraphQL at POST /graphql.\n'));
  return app;
}
