import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';

/**
 * The types of a schema in reading order: those of the root fields, then the types in these, and so
 * on.
 */
export function typesInOrder(schema: GraphQLSchema): GraphQLNamedType[] {
  const met = new Set<GraphQLNamedType>([schema.getQueryType()!]);
  // The loop also visits the types that it adds.
  for (const type of met) {
    for (const next of namedBy(type)) met.add(getNamedType(next));
    if (isInterfaceType(type)) for (const one of schema.getPossibleTypes(type)) met.add(one);
  }
  return [...met];
}

function namedBy(type: GraphQLNamedType): GraphQLType[] {
  if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => field.type);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields()).flatMap((field) => [
    ...field.args.map(({ type }) => type),
    field.type,
  ]);
  return isObjectType(type) ? [...fields, ...type.getInterfaces()] : fields;
}
