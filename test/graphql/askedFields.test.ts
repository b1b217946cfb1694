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
import { loadRegistry } from '../../src/registry/load';
import { fixtures } from './fixtureFiles';
import { MODEL } from './gatewayServer';

/** Fixtures are what a reviewer sees of a change, so each part of the schema is in one: nothing is added unseen. */
const registry = loadRegistry(MODEL);
const schema = gatewaySchema(registry);
const asked = askedOf(schema);
const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));

test('every field is asked for', () => {
  const there = types.flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? fieldsOf(type) : []));
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

test('every argument is given', () => {
  const there = types.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).flatMap(({ name, args }) =>
          args.map((arg) => `${type.name}.${name}(${arg.name})`),
        )
      : [],
  );
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

test('every input field is given', () => {
  const there = types.flatMap((type) => (isInputObjectType(type) ? fieldsOf(type) : []));
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

test('every choice that is not a key of the registry is made', () => {
  const inputs = ['MetricGrain', 'MetricDirection', 'MetricNulls', 'MetricPart', 'MetricDimensionKey'];
  const there = types.flatMap((type) =>
    isEnumType(type) && inputs.includes(type.name) ? type.getValues().map(({ name }) => `${type.name}.${name}`) : [],
  );
  expect(there.filter((name) => !asked.has(name))).toEqual([]);
});

function fieldsOf(type: GraphQLNamedType & { getFields(): object }): string[] {
  return Object.keys(type.getFields()).map((field) => `${type.name}.${field}`);
}

/** `Type.field`, `Type.field(argument)`, `Input.field` and `Enum.VALUE` of all that fixtures write out. */
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
  // Whatever is asked of a table is followed as well (test/live/asMetrics.test.ts).
  for (const part of [...found]) {
    if (/^Query\.metrics\b/.test(part)) found.add(part.replace('Query.metrics', 'Subscription.metricsChanged'));
  }
  // A field that a fragment on an interface asks for is asked of each type of it, with its arguments.
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
