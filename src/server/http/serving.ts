import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Gateway } from '../../answer/gateway';
import { servicesOf, type ServiceOptions, type Services } from '../../answer/services';
import type { GraphqlContext } from '../../graphql/context';
import type { ReportInternal } from '../../graphql/errors';
import { roleWithoutIntrospection } from '../../graphql/validation/introspection';
import { schemaFor } from '../../graphql/schemaFor';
import { ANYBODY, type Viewer } from '../../policy/viewer';
import { NO_DASHBOARDS, type Dashboards } from '../../query/dashboard';
import { apolloServer } from './apollo';
import { auditEveryMinute } from './audits';

/** The gateway that answers a request, with the Apollo servers of its schemas. */
export interface Served {
  readonly gateway: Gateway;
  /** The work that its requests share. */
  readonly services: Services;
  /**
   * The dashboards, checked against its registry. An edit of one replaces them here, because the
   * schema and the numbers stay the same.
   */
  dashboards: Dashboards;
  /** For the schema of all roles together. */
  readonly apollo: ApolloServer<GraphqlContext>;
  /**
   * For the schema of a viewer. The schema of a role is made for its first request. Errors:
   * FORBIDDEN for an unknown role.
   */
  readonly apolloFor: (viewer: Viewer) => Promise<ApolloServer<GraphqlContext>>;
  /** To be called when no request uses it any more. */
  readonly stop: () => Promise<void>;
}

/** The gateway that answers new requests. It is replaced when the registry changes. */
export interface Serving {
  /** For short work. A longer request takes it once at its start and keeps it. */
  readonly current: Served;
  /**
   * Runs a request with the current gateway. Its Apollo servers are not stopped before the work
   * ends.
   */
  use<T>(work: (served: Served) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` after each swap, when `current` is already the new one. Returns a function
   * that ends this. Subscriptions use it: they run again with the new gateway, or complete if its
   * schema no longer allows their document.
   */
  onSwap(listener: (served: Served) => void): () => void;
}

/** Prepares a gateway to answer requests. */
export async function servedFrom(
  gateway: Gateway,
  report: ReportInternal,
  options: ServiceOptions = {},
): Promise<Served> {
  const { registry } = gateway;
  // By schema, and then by role: a role without introspection has its own rules.
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
  const services = servicesOf(gateway, options);
  const endAudits = auditEveryMinute(services.settled, report);
  return {
    gateway,
    services,
    dashboards: NO_DASHBOARDS,
    apollo: await apolloFor(ANYBODY),
    apolloFor,
    async stop() {
      endAudits();
      const all = [...made.values()].flatMap((bySchema) => [...bySchema.values()]);
      for (const apollo of await Promise.all(all)) await apollo.stop();
    },
  };
}

async function started(apollo: ApolloServer<GraphqlContext>): Promise<ApolloServer<GraphqlContext>> {
  await apollo.start();
  return apollo;
}
