import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { ChangeWatcherOptions } from '../../answer/changeWatcher';
import type { Gateway } from '../../answer/gateway';
import { servicesOf, type Services } from '../../answer/services';
import type { GraphqlContext } from '../../graphql/context';
import type { ReportInternal } from '../../graphql/errors';
import { roleWithoutIntrospection } from '../../graphql/validation/introspection';
import { schemaFor } from '../../graphql/schemaFor';
import { ANYBODY, type Viewer } from '../../policy/viewer';
import { apolloServer } from './apollo';

/** What one request is answered with: definitions on a database, and the schemas made from them. */
export interface Served {
  readonly gateway: Gateway;
  /** The work that its requests share. */
  readonly services: Services;
  /** By the schema of all roles together. */
  readonly apollo: ApolloServer<GraphqlContext>;
  /** By the schema that a viewer asks by; that of a role is made when it asks for the first time. Errors: FORBIDDEN for a role that there is not. */
  readonly apolloFor: (viewer: Viewer) => Promise<ApolloServer<GraphqlContext>>;
  /** When nothing asks it any more. */
  readonly stop: () => Promise<void>;
}

/** What requests are answered with now, which is another when the registry has changed. */
export interface Serving {
  /** For what is asked at once. A request that goes on takes it once, when it begins, and keeps to it. */
  readonly current: Served;
  /** Does the work of a request, to its end, with what is current as it begins: until then its Apollo servers are not stopped. */
  use<T>(work: (served: Served) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` after each swap, when `current` is the new one already; what is returned ends that. For what outlives a request: a subscription
   * asks again with the new one then, or completes where its schema no longer has the question.
   */
  onSwap(listener: (served: Served) => void): () => void;
}

/** Makes ready to answer from a gateway. */
export async function servedFrom(
  gateway: Gateway,
  report: ReportInternal,
  watchOptions: Partial<ChangeWatcherOptions> = {},
): Promise<Served> {
  const { registry } = gateway;
  // The schema of all roles is asked by roles that are shown it, and others.
  const made = new Map<GraphQLSchema, Map<string | null, Promise<ApolloServer<GraphqlContext>>>>();
  const apolloFor = async (viewer: Viewer): Promise<ApolloServer<GraphqlContext>> => {
    const schema = schemaFor(registry, viewer);
    const bySchema = made.get(schema) ?? new Map<string | null, Promise<ApolloServer<GraphqlContext>>>();
    made.set(schema, bySchema);
    const role = roleWithoutIntrospection(registry, viewer);
    const apollo = bySchema.get(role) ?? started(apolloServer(schema, { registry, viewer }, report));
    bySchema.set(role, apollo);
    return apollo;
  };
  return {
    gateway,
    services: servicesOf(gateway, watchOptions),
    apollo: await apolloFor(ANYBODY),
    apolloFor,
    async stop() {
      const all = [...made.values()].flatMap((bySchema) => [...bySchema.values()]);
      for (const apollo of await Promise.all(all)) await apollo.stop();
    },
  };
}

async function started(apollo: ApolloServer<GraphqlContext>): Promise<ApolloServer<GraphqlContext>> {
  await apollo.start();
  return apollo;
}
