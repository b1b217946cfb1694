import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { GraphQLError, parse, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Registry } from '../model/registry';
import type { GraphqlContext } from './context';
import { FEDERATION } from './types/directives';
import { resolversOf } from './typeGraphql/buildSchema';
import { copyDefaults } from './typeGraphql/copyDefaults';
import { replaceScalar } from './typeGraphql/replaceScalar';
import { ExactId } from './types/scalars';
import { gatewayApi } from './schema';

/**
 * Returns the schema of a registry as a subgraph of Apollo Federation 2. It adds `_service` and
 * `_entities` for routers.
 */
export function subgraphSchema(registry: Registry): GraphQLSchema {
  const { schema, entities, foreign } = gatewayApi(registry);
  const resolvers = resolversOf(schema);
  for (const [type, find] of entities) {
    const __resolveReference = ({ id }: { readonly id?: unknown }, { view }: GraphqlContext) =>
      isId(id) ? find(view.registry, String(id)) : null;
    resolvers[type] = { ...resolvers[type], __resolveReference };
  }
  const typeDefs = undescribed(parse(`${FEDERATION}\n${printSchemaWithDirectives(schema)}`), foreign);
  const built = replaceScalar(buildSubgraphSchema({ typeDefs, resolvers: resolvers as Resolvers }), ExactId);
  const subgraph = copyDefaults(built, schema);
  const field = subgraph.getQueryType()!.getFields()['_entities']!;
  const resolve = field.resolve!;
  field.resolve = (root, args: { representations: unknown[] }, context, info) => {
    for (const one of args.representations) checkType(one, [...entities.keys()]);
    return resolve(root, args, context, info) as unknown;
  };
  return subgraph;
}

/** Removes descriptions of types that other subgraphs own: routers warn if descriptions differ. */
function undescribed(document: DocumentNode, types: ReadonlySet<string>): DocumentNode {
  const without = <N extends { readonly description?: unknown }>({ description: _, ...node }: N) => node;
  return visit(document, {
    ObjectTypeDefinition: (node) =>
      types.has(node.name.value)
        ? { ...without(node), fields: node.fields!.map((one) => (one.name.value === 'id' ? without(one) : one)) }
        : undefined,
  });
}

type Resolvers = NonNullable<Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']>;

/** Rejects unknown types. A router with an outdated supergraph can refer to them. */
function checkType(representation: unknown, types: readonly string[]): void {
  const type = (representation as { readonly __typename?: unknown }).__typename;
  if (typeof type === 'string' && types.includes(type)) return;
  const message = `A representation needs a \`__typename\`, which is one of ${types.join(', ')}.`;
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Checks an id, because it comes from another subgraph. */
function isId(id: unknown): id is string | number {
  return typeof id === 'string' || (typeof id === 'number' && Number.isSafeInteger(id));
}
