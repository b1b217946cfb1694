import type { ApolloServer } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import type { Gateway } from '../answer/gateway';
import type { GraphqlContext } from '../graphql/context';
import type { ReportInternal } from '../graphql/errors';
import { subgraphSchema } from '../graphql/subgraph';
import { apolloServer } from './apollo';

/** What one request is answered with: definitions on a database, and the schema made from them. */
export interface Served {
  readonly gateway: Gateway;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<GraphqlContext>;
}

/** What requests are answered with now, which is another when the registry has changed. */
export interface Serving {
  /** For what is asked at once. A request that goes on takes it once, when it begins, and keeps to it. */
  readonly current: Served;
  /** Does the work of a request, to its end, with what is current as it begins: until then its Apollo server is not stopped. */
  use<T>(work: (served: Served) => Promise<T>): Promise<T>;
  /**
   * Calls `listener` after each swap, when `current` is the new one already; what is returned ends that. For what outlives a request: a subscription
   * asks again with the new one then, or completes where its schema no longer has the question.
   */
  onSwap(listener: (served: Served) => void): () => void;
}

/** Makes ready to answer from a gateway. */
export async function servedFrom(gateway: Gateway, report: ReportInternal): Promise<Served> {
  const schema = subgraphSchema(gateway.registry);
  const apollo = apolloServer(schema, gateway.registry.limits, report);
  await apollo.start();
  return { gateway, schema, apollo };
}
