import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedInputType,
  type GraphQLScalarType,
} from 'graphql';
import type { JsonSchema } from './jsonSchema';

/** JSON of scalars. A scalar that is not here is a text. */
const SCALARS: Readonly<Record<string, JsonSchema>> = {
  Int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  Float: { type: 'number' },
  Boolean: { type: 'boolean' },
  String: { type: 'string' },
  ID: { type: ['string', 'integer'] },
  Decimal: { type: ['string', 'number'] },
  JSONObject: { type: 'object' },
};

/**
 * Returns the JSON Schema of an object with these arguments or fields of a GraphQL schema. Each
 * named type that it needs is added to `named`, once.
 */
export function inputSchema(
  fields: readonly (GraphQLArgument | GraphQLInputField)[],
  named: Map<string, JsonSchema>,
): JsonSchema {
  const required = fields
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, named)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function fieldSchema(field: GraphQLArgument | GraphQLInputField, named: Map<string, JsonSchema>): JsonSchema {
  const { type, description, defaultValue, deprecationReason } = field;
  return {
    ...valueSchema(type, named),
    ...(description && { description }),
    ...(defaultValue !== undefined && defaultValue !== null && { default: defaultValue }),
    ...(deprecationReason && { deprecated: true }),
  };
}

/** The JSON of a value. GraphQL accepts null where the type does not forbid it. */
function valueSchema(type: GraphQLInputType, named: Map<string, JsonSchema>): JsonSchema {
  if (isNonNullType(type)) return presentSchema(type.ofType, named);
  return { anyOf: [presentSchema(type, named), { type: 'null' }] };
}

function presentSchema(type: GraphQLInputType, named: Map<string, JsonSchema>): JsonSchema {
  if (isNonNullType(type)) return presentSchema(type.ofType, named);
  if (isListType(type)) return { type: 'array', items: valueSchema(type.ofType, named) };
  return reference(type, named);
}

function reference(type: GraphQLNamedInputType, named: Map<string, JsonSchema>): JsonSchema {
  if (!named.has(type.name)) {
    // Filters contain filters, so the name is taken before the type is read.
    named.set(type.name, {});
    named.set(type.name, namedSchema(type, named));
  }
  return { $ref: `#/components/schemas/${type.name}` };
}

function namedSchema(type: GraphQLNamedInputType, named: Map<string, JsonSchema>): JsonSchema {
  if (isEnumType(type)) return enumSchema(type);
  if (isInputObjectType(type)) return objectSchema(type, named);
  return scalarSchema(type);
}

function objectSchema(type: GraphQLInputObjectType, named: Map<string, JsonSchema>): JsonSchema {
  return { ...described(type), ...inputSchema(Object.values(type.getFields()), named) };
}

function scalarSchema(type: GraphQLScalarType): JsonSchema {
  return { ...described(type), ...(SCALARS[type.name] ?? { type: 'string' }) };
}

/** JSON Schema has no descriptions of an enum's values, so the type lists them. */
function enumSchema(type: GraphQLEnumType): JsonSchema {
  const values = type.getValues();
  const lines = values.map(({ name, description }) => `- \`${name}\`: ${description?.replace(/\s+/g, ' ') ?? name}`);
  const head = type.description ? `${type.description}\n\n` : '';
  return { description: head + lines.join('\n'), type: 'string', enum: values.map(({ name }) => name) };
}

function described({ description }: GraphQLNamedInputType): JsonSchema {
  return description ? { description } : {};
}
