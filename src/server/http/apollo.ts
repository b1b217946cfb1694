import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { GraphQLSchema } from 'graphql';
import type { GraphqlContext } from '../../graphql/context';
import { execute } from '../../graphql/execution/execute';
import { errorFormatter, type ReportInternal } from '../../graphql/errors';
import { formatFor } from '../../graphql/validation/introspection';
import { rulesOf } from '../../graphql/validation/rules';
import type { Viewer } from '../../policy/viewer';
import type { Registry } from '../../model/registry';
import { encoding } from '../../steps';
import { documentStore } from './documentStore';
import { fewErrors } from './fewErrors';
import { paidAnswers } from './paidAnswers';
import { reference } from './reference';

/**
 * The registry, and the viewer whose validation rules the server applies. All viewers with the same
 * rules share the server.
 */
interface ApolloOptions {
  readonly registry: Registry;
  readonly viewer: Viewer;
}

/**
 * Returns the Apollo server of a schema. The caller must start it, and stop it when no request uses
 * it.
 */
export function apolloServer(
  schema: GraphQLSchema,
  { registry, viewer }: ApolloOptions,
  report: ReportInternal,
): ApolloServer<GraphqlContext> {
  return new ApolloServer<GraphqlContext>({
    gateway: executing(schema),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: true,
    validationRules: rulesOf(registry, viewer),
    documentStore: documentStore(),
    parseOptions: { maxTokens: registry.limits.maxTokens },
    stringifyResult: (result) => encoding.traceSync(() => `${JSON.stringify(result)}\n`, {}),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatFor(registry, viewer, errorFormatter(report, reference)),
    plugins: [
      // Its landing page would come from a CDN.
      ApolloServerPluginLandingPageDisabled(),
      // For routers that request traces. Errors are not in them.
      ApolloServerPluginInlineTrace(),
      // No field has cache hints, and looking for them in each of ten thousand rows is slow.
      ApolloServerPluginCacheControlDisabled(),
      paidAnswers,
      fewErrors,
    ],
  });
}

/** Apollo Server takes an executor only together with its schema, from a gateway. */
function executing(schema: GraphQLSchema): ApolloServerOptionsWithGateway<GraphqlContext>['gateway'] {
  let published: ((schemas: { apiSchema: GraphQLSchema; coreSupergraphSdl: string }) => void) | undefined;
  return {
    onSchemaLoadOrUpdate(publish) {
      published = publish;
      return () => (published = undefined);
    },
    async load() {
      published?.({ apiSchema: schema, coreSupergraphSdl: '' });
      return {
        executor: async ({ document, context: contextValue, request: { variables, operationName } }) =>
          execute({ schema, document, contextValue, variableValues: variables, operationName }),
      };
    },
    stop: async () => undefined,
  };
}
