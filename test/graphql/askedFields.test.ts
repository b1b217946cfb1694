import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { gatewaySchema } from '../../src/graphql/schema';
import { productModel } from '../registry/productModel';
import { fixtures } from './fixtureFiles';

/**
 * Fixtures show a reviewer each change. So each part of the schema appears in a fixture, and no
 * part is added unnoticed.
 */
const registry = productModel();
const schema = gatewaySchema(registry);
const asked = askedOf(schema);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('every field is selected', () => {
  const there = types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? fieldsOf(type) : []));
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

test('every argument is used', () => {
  const there = types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.map((arg) => `${type.name}.${name}(${arg.name})`),
        )
      : [],
  );
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

test('every input field is used', () => {
  const there = types.flatMap((type) => (isInputObjectType(type) ? fieldsOf(type) : []));
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

test('every enum value that is not a key of the registry is used', () => {
  const inputs = ['MetricGrain', 'MetricDirection', 'MetricNulls', 'MetricPart', 'MetricDimensionKey'];
  const there = types.flatMap((type) =>
    isEnumType(type) && inputs.includes(type.name) ? type.getValues().map(({ name }) => `${type.name}.${name}`) : [],
  );
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

function fieldsOf(type: GraphQLNamedType & { getFields(): object }): string[] {
  return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
}

/**
 * `Type.field`, `Type.field(argument)`, `Input.field` and `Enum.VALUE` of everything that fixtures
 * write out.
 */
function askedOf(schema: GraphQLSchema): Set<string> {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  for (const { document } of fixtures()) {
    visit(
      document,
      visitWithTypeInfo(info, {
        Field: ({ name }) => void found.add(`${info.getParentType()?.name}.${name.value}`),
        Argument: ({ name }) =>
          void found.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}(${name.value})`),
        ObjectField: ({ name }) => void found.add(`${nameOf(info.getParentInputType())}.${name.value}`),
        EnumValue: ({ value }) => void found.add(`${nameOf(info.getInputType())}.${value}`),
      }),
    );
  }
  // Each query of a table or of series also runs as a subscription (test/live/asMetrics.test.ts).
  for (const part of [...found]) {
    if (/^Query\.metric(s|Series)\b/.test(part)) found.add(part.replace(/^Query\.(\w+)/, 'Subscription.$1Changed'));
  }
  // A fragment on an interface selects its fields, with their arguments, on each type of it.
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const of = type.getInterfaces().map(({ name }) => name);
    for (const { name, args } of Object.values(type.getFields())) {
      for (const part of [name, ...args.map((arg) => `${name}(${arg.name})`)]) {
        if (of.some((parent) => found.has(`${parent}.${part}`))) found.add(`${type.name}.${part}`);
      }
    }
  }
  return found;
}

function nameOf(type: Parameters<typeof getNamedType>[0]): string | undefined {
  return getNamedType(type)?.name;
}
