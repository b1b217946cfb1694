import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync, createResolversMap, type ClassType, type PubSub } from 'type-graphql';
import { withDirectFields } from './directFields';

/** The schema of resolvers, and of the types that they return. */
export function buildSchema(resolvers: readonly [ClassType, ...ClassType[]]): GraphQLSchema {
  return withDirectFields(
    buildSchemaSync({ resolvers: [...resolvers], validate: false, emitSchemaFile: false, pubSub: NO_TOPICS }),
  );
}

/** type-graphql requires a carrier of topics for subscriptions. These bring their own stream. */
const NO_TOPICS: PubSub = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('There are no topics.');
  },
};

/** The resolvers of a schema, by type and field, for a builder that starts from text. */
export function resolversOf(schema: GraphQLSchema): Record<string, object> {
  return createResolversMap(schema);
}
