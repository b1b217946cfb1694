import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { Gateway } from '../answer/gateway';
import { gatewayError } from '../errors';
import { requestContext, type GraphqlContext } from '../graphql/context';
import { depthRule } from '../graphql/depth';
import { errorFormatter, type ReportInternal } from '../graphql/errors';
import { gatewaySchema } from '../graphql/schema';

/** The HTTP server of a gateway, not yet listening: `/graphql`, `/healthz`, and `/` that says where to go. */
export async function httpServer(gateway: Gateway, report: ReportInternal): Promise<FastifyInstance> {
  const app = fastify();
  const apollo = new ApolloServer<GraphqlContext>({
    schema: gatewaySchema(gateway.registry),
    introspection: true,
    validationRules: [depthRule],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: errorFormatter(report, reference),
    plugins: [
      // The page it would show comes from a CDN.
      ApolloServerPluginLandingPageDisabled(),
      // No field has a hint for caches, and looking for one at each of ten thousand rows is slow.
      ApolloServerPluginCacheControlDisabled(),
      fastifyApolloDrainPlugin(app),
    ],
  });
  // What is no GraphQL request, such as a body that is no JSON, is told the way GraphQL tells.
  app.setErrorHandler<FastifyError>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      const hint = 'POST a JSON object with a `query`, as content-type application/json.';
      const told = { message: error.message, extensions: { code: 'BAD_REQUEST', hint } };
      return reply.code(status).send({ errors: [told] });
    }
    const id = reference();
    report(id, error);
    const { message, code, hint } = gatewayError('INTERNAL', { reference: id });
    return reply.code(500).send({ errors: [{ message, extensions: { code, hint } }] });
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo), {
    path: '/graphql',
    context: async () => requestContext(gateway, Date.now()),
  });
  app.get('/healthz', () => ({
    status: 'ok',
    engine: gateway.engine.name,
    registryVersion: gateway.registry.version,
  }));
  app.get('/', (_request, reply) => reply.type('text/plain').send('Metergate answers GraphQL at POST /graphql.\n'));
  return app;
}

/** What a client is told to find an error in the log by. */
function reference(): string {
  return randomBytes(6).toString('hex');
}
