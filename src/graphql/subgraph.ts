import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { parse, type GraphQLSchema } from 'graphql';
import { createResolversMap } from 'type-graphql';
import type { Registry } from '../registry/registry';
import { gatewayApi } from './schema';

/** The oldest version that has all that is used, so that routers of any age compose it. */
const FEDERATION = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.0", import: ["@key"])';

/** The schema of a registry as a subgraph of Apollo Federation 2: the same, with `_service` and `_entities` for routers. */
export function subgraphSchema(registry: Registry): GraphQLSchema {
  const { schema, entities } = gatewayApi(registry);
  const resolvers: Record<string, object> = createResolversMap(schema);
  for (const [type, find] of entities) {
    const __resolveReference = ({ id }: { readonly id?: unknown }) => (isId(id) ? find(String(id)) : null);
    resolvers[type] = { ...resolvers[type], __resolveReference };
  }
  const typeDefs = parse(`${FEDERATION}\n${printSchemaWithDirectives(schema)}`);
  return buildSubgraphSchema({ typeDefs, resolvers: resolvers as Resolvers });
}

type Resolvers = NonNullable<Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']>;

/** What routers refer to is another service's word. */
function isId(id: unknown): id is string | number {
  return typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id));
}
