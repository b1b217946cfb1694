import type { GraphQLField, GraphQLSchema } from 'graphql';

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, number>>();

/**
 * A type is about as often one of another, a list or not null, as it is none: tools ask for nine
 * times `ofType`, of which most are null.
 */
const WRAPPED = 0.5;

/**
 * How many there are of what tells of a schema, by its field: of types as many as there are, and of
 * what types have as many as they have on average.
 */
export function introspectedSizes(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const sizes = known.get(schema) ?? counted(schema);
  known.set(schema, sizes);
  return sizes;
}

function counted(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const average = (all: number, of: number) => Math.ceil(all / Math.max(1, of));
  let [fields, args, inputs, values] = [0, 0, 0, 0];
  for (const type of types) {
    if ('getValues' in type) values += type.getValues().length;
    if (!('getFields' in type)) continue;
    const own: readonly (object | GraphQLField<unknown, unknown>)[] = Object.values(type.getFields());
    if (!('getInterfaces' in type)) inputs += own.length;
    else fields += own.length;
    for (const field of own) if ('args' in field) args += field.args.length;
  }
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', schema.getDirectives().length],
    ['__Type.fields', average(fields, types.length)],
    ['__Type.inputFields', average(inputs, types.length)],
    ['__Type.enumValues', average(values, types.length)],
    ['__Type.ofType', WRAPPED],
    ['__Field.args', average(args, fields)],
  ]);
}
