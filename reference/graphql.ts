import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { fieldsOf, keysOf, summarise, type Keys } from './byKey';
import { blocks, code, page, table } from './markdown';
import { signature, typeLink } from './signature';
import { typesInOrder } from './walk';
import type { Registry } from '../src/model/registry';

/** `graphql.md`: every type, field, argument and enum value of a schema, with its description. */
export function graphqlPage(schema: GraphQLSchema, registry: Registry): string {
  const keys = keysOf(registry);
  const types = typesInOrder(schema);
  const chapter = (title: string, is: (type: GraphQLNamedType) => boolean) =>
    blocks(`## ${title}`, ...types.filter(is).map((type) => typeSection(type, schema, keys)));
  return page(
    'The GraphQL schema',
    'Every type of [schema.graphql](../../schema/schema.graphql). [Querying](../guide-querying.md) shows them in use. ' +
      'An argument or input field is optional if it has a default or if its type does not end in `!`. ' +
      'If a type has a field for every metric or dimension, [metrics.md](metrics.md) lists these.',
    blocks('## Root fields', ...rootSections(schema.getQueryType()!)),
    blocks('## Subscriptions', ...rootSections(schema.getSubscriptionType()!)),
    chapter('Inputs', isInputObjectType),
    chapter('Answers', (type) => (isObjectType(type) && type !== schema.getQueryType()) || isInterfaceType(type)),
    chapter('Enums', isEnumType),
    chapter('Scalars', (type) => isScalarType(type) && !isSpecifiedScalarType(type)),
  );
}

function rootSections(root: GraphQLObjectType): string[] {
  return Object.values(root.getFields()).map((field) =>
    blocks(
      `### ${field.name}`,
      `${typeLink(field.type)}. ${field.description ?? ''}`,
      table(
        ['argument', 'type', 'default', ''],
        field.args.map((argument) => signature(argument)),
      ),
    ),
  );
}

function typeSection(type: GraphQLNamedType, schema: GraphQLSchema, keys: Keys): string {
  return blocks(`### ${type.name}`, type.description ?? '', relatives(type, schema), memberTable(type, keys));
}

function memberTable(type: GraphQLNamedType, keys: Keys): string {
  if (isInputObjectType(type)) {
    return table(['field', 'type', 'default', ''], summarise(fieldsOf(type), keys, signature, ['']));
  }
  if (isEnumType(type)) {
    return table(
      ['value', ''],
      summarise(type.getValues(), keys, ({ name, description }) => [code(name), description ?? '']),
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return '';
  return table(
    ['field', 'type', ''],
    summarise(fieldsOf(type), keys, (field) => {
      const [name, fieldType, , description] = signature(field);
      const given = field.args.map((argument) => {
        const [argumentName, argumentType, initial, words] = signature(argument);
        return `${argumentName}: ${argumentType}${initial === '' ? '' : ` = ${initial}`}, ${words}`;
      });
      return [name, fieldType, [description, ...given].join('<br>')];
    }),
  );
}

/** The types of an interface, or the interfaces of a type. */
function relatives(type: GraphQLNamedType, schema: GraphQLSchema): string {
  if (isInterfaceType(type)) return `One of ${schema.getPossibleTypes(type).map(typeLink).join(', ')}.`;
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  return interfaces.length === 0 ? '' : `Implements ${interfaces.map(typeLink).join(', ')}.`;
}
