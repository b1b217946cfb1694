import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import type { GraphQLSchema } from 'graphql';
import type { GraphqlContext } from '../../graphql/context';
import { errorFormatter, type ReportInternal } from '../../graphql/errors';
import { formatFor } from '../../graphql/validation/introspection';
import { rulesOf } from '../../graphql/validation/rules';
import type { Viewer } from '../../policy/viewer';
import type { Registry } from '../../model/registry';
import { encoding } from '../../steps';
import { paidAnswers } from './paidAnswers';
import { reference } from './reference';

/** Whose documents are answered: of such rules, all viewers that have the same. */
interface ApolloOptions {
  readonly registry: Registry;
  readonly viewer: Viewer;
}

/** What answers the documents of a schema; it must be started, and stopped when nothing asks it any more. */
export function apolloServer(
  schema: GraphQLSchema,
  { registry, viewer }: ApolloOptions,
  report: ReportInternal,
): ApolloServer<GraphqlContext> {
  return new ApolloServer<GraphqlContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: true,
    validationRules: rulesOf(registry, viewer),
    parseOptions: { maxTokens: registry.limits.maxTokens },
    stringifyResult: (result) => encoding.traceSync(() => `${JSON.stringify(result)}\n`, {}),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: formatFor(registry, viewer, errorFormatter(report, reference)),
    plugins: [
      // The page it would show comes from a CDN.
      ApolloServerPluginLandingPageDisabled(),
      // For routers that ask for it; what went wrong is not in it.
      ApolloServerPluginInlineTrace(),
      // No field has a hint for caches, and looking for one at each of ten thousand rows is slow.
      ApolloServerPluginCacheControlDisabled(),
      paidAnswers,
    ],
  });
}
