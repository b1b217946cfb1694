import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import compress from '@fastify/compress';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Gateway } from '../answer/gateway';
import { requestContext, type GraphqlContext } from '../graphql/context';
import { depthRule } from '../graphql/depth';
import { errorFormatter, type ReportInternal } from '../graphql/errors';
import { subgraphSchema } from '../graphql/subgraph';
import { tellBadConnection } from './badConnection';
import { ARRIVAL_MS, MAX_BODY_BYTES } from './bounds';
import type { Config } from './config';
import { graphiqlRoutes } from './graphiql/route';
import { graphqlRoute } from './graphqlRoute';
import { tellBadAddress, tellErrors } from './httpErrors';

/** What of the configuration is about HTTP. Without it, as when nothing is set. */
export type HttpOptions = Partial<Pick<Config, 'corsOrigins'>>;

/** The HTTP server of a gateway, not yet listening: `/graphql`, `/graphiql` to try it, to which `/` leads, and `/healthz`. */
export async function httpServer(
  gateway: Gateway,
  report: ReportInternal,
  { corsOrigins = [] }: HttpOptions = {},
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
  const apollo = new ApolloServer<GraphqlContext>({
    schema: subgraphSchema(gateway.registry),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: true,
    validationRules: [depthRule],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: errorFormatter(report, reference),
    plugins: [
      // The page it would show comes from a CDN.
      ApolloServerPluginLandingPageDisabled(),
      // For routers that ask for it; what went wrong is not in it.
      ApolloServerPluginInlineTrace(),
      // No field has a hint for caches, and looking for one at each of ten thousand rows is slow.
      ApolloServerPluginCacheControlDisabled(),
    ],
  });
  await apollo.start();
  app.addHook('onClose', () => apollo.stop());
  graphqlRoute(app, apollo, () => requestContext(gateway, Date.now()));
  app.get('/healthz', () => ({
    status: 'ok',
    engine: gateway.engine.name,
    registryVersion: gateway.registry.version,
  }));
  graphiqlRoutes(app, gateway.registry);
  // Relative, as all addresses of the page are.
  app.get('/', (_request, reply) => reply.redirect('graphiql'));
  return app;
}

/** What a client is told to find an error in the log by. */
function reference(): string {
  return randomBytes(6).toString('hex');
}
