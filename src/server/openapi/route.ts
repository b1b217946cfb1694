import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { gatewayError } from '../../errors';
import { schemaFor } from '../../graphql/schemaFor';
import { roleWithoutIntrospection } from '../../graphql/validation/introspection';
import { identityOf } from '../auth/identified';
import { viewerOf } from '../auth/viewerOf';
import type { Admission } from '../http/admission';
import { HttpProblem } from '../http/httpProblem';
import type { Serving } from '../http/serving';
import { openApiDocument, type OpenApiOptions } from './document';

/**
 * Adds `/openapi.json`: an OpenAPI 3.1 document of the gateway's plain HTTP, with the names that
 * the caller sees. Errors: HttpProblem 403 with FORBIDDEN, for a role that may not read the schema.
 */
export function openApiRoute(
  app: FastifyInstance,
  serving: Serving,
  { admission, ...options }: OpenApiOptions & { readonly admission: Admission },
): void {
  /** One text for each schema, and so for each role and registry. */
  const texts = new WeakMap<GraphQLSchema, string>();
  app.get('/openapi.json', { onRequest: [admission.admit] }, async (request, reply) => {
    const { registry } = serving.current.gateway;
    const viewer = viewerOf(identityOf(request), registry);
    const blind = roleWithoutIntrospection(registry, viewer);
    if (blind !== null) throw new HttpProblem(403, notVisible(blind));
    const schema = schemaFor(registry, viewer);
    const text = texts.get(schema) ?? JSON.stringify(openApiDocument(schema, options));
    texts.set(schema, text);
    return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(text);
  });
}

function notVisible(role: string) {
  return gatewayError('FORBIDDEN', {
    problem: `The schema is not visible to the role "${role}".`,
    hint: 'Use a role without `introspection: false`. Exports work without this description.',
  });
}
