import {
  GraphQLList,
  GraphQLNonNull,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';

/**
 * Replaces a scalar of a schema by another one with the same name, in all types. A schema that is
 * built from SDL has the library's own `ID`, which no resolver can change.
 */
export function replaceScalar(schema: GraphQLSchema, scalar: GraphQLScalarType): GraphQLSchema {
  const types = schema.getTypeMap();
  const before = types[scalar.name];
  // Variables find their type here.
  types[scalar.name] = scalar;
  const replaced = <T>(type: T): T => {
    if (isNonNullType(type)) return new GraphQLNonNull(replaced(type.ofType)) as T;
    if (isListType(type)) return new GraphQLList(replaced(type.ofType)) as T;
    return type === before ? (scalar as T) : type;
  };
  for (const type of Object.values(types)) {
    if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) field.type = replaced(field.type);
    }
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      field.type = replaced(field.type);
      for (const argument of field.args) argument.type = replaced(argument.type);
    }
  }
  return schema;
}
