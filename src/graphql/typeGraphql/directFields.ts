import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type MetadataStorage = ReturnType<typeof getMetadataStorage>;
type Resolver = MetadataStorage['fieldResolvers'][number];

/**
 * Replaces the resolvers of fields and methods of object types by direct reads and calls.
 * type-graphql allocates two objects for each field. For each method it also makes an instance and
 * promises. In an answer with thousands of formatted numbers, that is most of the time and memory.
 * Resolver classes, and methods with parameters other than arguments, do not change.
 */
export function withDirectFields(schema: GraphQLSchema): GraphQLSchema {
  const { objectTypes, interfaceTypes, fieldResolvers } = getMetadataStorage();
  for (const { name, fields = [], interfaceClasses = [] } of objectTypes) {
    const type = schema.getType(name);
    if (!isObjectType(type)) continue;
    const inherited = interfaceTypes.filter(({ target }) => interfaceClasses.includes(target));
    for (const field of [...inherited.flatMap((one) => one.fields ?? []), ...fields]) {
      const resolver = fieldResolvers.find(
        ({ getObjectType, methodName }) => getObjectType?.() === field.target && methodName === field.name,
      );
      const own = type.getFields()[field.schemaName]!;
      if (resolver === undefined) delete own.resolve;
      else if (isDirect(resolver)) own.resolve = directResolver(resolver);
    }
  }
  return schema;
}

function isDirect({ kind, params = [] }: Resolver): boolean {
  return kind === 'internal' && params.every((param) => param.kind === 'arg');
}

const withoutInfo = new WeakSet<object>();

/** Whether a resolver reads nothing but its value and its arguments, which it does not change. */
export function needsNoInfo(resolve: object): boolean {
  return withoutInfo.has(resolve);
}

function directResolver(resolver: Resolver): GraphQLFieldResolver<unknown, unknown> {
  const direct = directCall(resolver);
  withoutInfo.add(direct);
  return direct;
}

function directCall({ methodName, getObjectType, params = [] }: Resolver): GraphQLFieldResolver<unknown, unknown> {
  const { prototype } = getObjectType!() as { readonly prototype: object };
  const { get, value } = Object.getOwnPropertyDescriptor(prototype, methodName)!;
  if (get !== undefined) return (source) => get.call(source) as unknown;
  const names: string[] = [];
  for (const param of params) if (param.kind === 'arg') names[param.index] = param.name;
  const method = value as (...args: unknown[]) => unknown;
  return (source, args: Record<string, unknown>) =>
    method.apply(
      source,
      names.map((name) => args[name]),
    );
}
