import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';

type MetadataStorage = ReturnType<typeof getMetadataStorage>;
type Resolver = MetadataStorage['fieldResolvers'][number];

/**
 * Has fields read from what resolvers return, and methods of its type called on it, at once. type-graphql makes two objects for each field, and for each
 * method an instance of the type and promises of arguments that are there: where thousands of numbers are written for people, most of the time and of the
 * memory that an answer takes. Fields of resolvers, and methods that take more than arguments, stay as they are.
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

function directResolver({ methodName, getObjectType, params = [] }: Resolver): GraphQLFieldResolver<unknown, unknown> {
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
