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

/** What requests are answered with now. A request takes it once, when it begins, and keeps to it. */
export interface Serving {
  readonly current: Served;
}

/** Makes ready to answer from a gateway. */
export async function servedFrom(gateway: Gateway, report: ReportInternal): Promise<Served> {
  const schema = subgraphSchema(gateway.registry);
  const apollo = apolloServer(schema, gateway.registry.limits, report);
  await apollo.start();
  return { gateway, schema, apollo };
}
