import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';

/** The types of a schema in the order in which a reader meets them: those of the root fields, what is in these, and so on. */
export function typesInOrder(schema: GraphQLSchema): GraphQLNamedType[] {
  const met = new Set<GraphQLNamedType>([schema.getQueryType()!]);
  // What is added while it is gone through is gone through too.
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
