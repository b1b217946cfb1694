import { isInputObjectType, isInterfaceType, isObjectType, type GraphQLInputField, type GraphQLSchema } from 'graphql';

/**
 * Copies the default values of arguments and input fields from another schema of the same types. A
 * schema that is built from SDL reads defaults before it knows the internal values of enums, so its
 * resolvers would receive the names of enum members.
 */
export function copyDefaults(schema: GraphQLSchema, from: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(from.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const same = schema.getType(type.name);
    if (isInputObjectType(type) && isInputObjectType(same)) copy(Object.values(type.getFields()), same.getFields());
    const isFielded = isObjectType(type) || isInterfaceType(type);
    if (!isFielded || !(isObjectType(same) || isInterfaceType(same))) continue;
    for (const { name, args } of Object.values(type.getFields())) {
      const own = same.getFields()[name]!.args;
      copy(args, Object.fromEntries(own.map((arg) => [arg.name, arg])));
    }
  }
  return schema;
}

type Defaulted = Pick<GraphQLInputField, 'name' | 'defaultValue'>;

function copy(from: readonly Defaulted[], to: Readonly<Record<string, { defaultValue?: unknown }>>): void {
  for (const { name, defaultValue } of from) to[name]!.defaultValue = defaultValue;
}
