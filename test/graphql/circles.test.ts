import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { entitiesOf } from '../../src/graphql/validation/depth';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { loadRegistry } from '../../src/registry/load';
import { gatewayServer, MODEL, type GatewayServer } from './gatewayServer';
import { watched } from './watchedEngine';

/**
 * Metrics have dimensions that have metrics, rows have users who have rows: how deep a query may go
 * round.
 */
const watch = watched();
let server: GatewayServer;
beforeAll(async () => {
  server = await gatewayServer({ through: (engine) => watch.through(engine) });
});
afterAll(() => server.close());
beforeEach(() => watch.statements.splice(0));

const RANGE = 'range: { from: "2026-03-02", through: "2026-03-08" }, asOf: "2026-03-12T09:30:00+08:00"';
const BY_USER = `metrics(${RANGE}, groupBy: [user_id], select: [tasks])`;
const ALONE = `metrics(${RANGE}, select: [tasks, task_error_rate])`;

test('a row has the numbers of its user, with all their metadata', async () => {
  const { data, errors } = await server.ask(`{ ${BY_USER} { rows { values { tasks } by { user { id
    ${ALONE} { rows { details { tasks { value formatted } task_error_rate { numerator } } } totals { details { tasks { value } } } }
  } } } } }`);
  expect(errors).toEqual([]);
  expect(data!['metrics'].rows.length).toBeGreaterThan(3);
  for (const { by, values } of data!['metrics'].rows) {
    if (by.user === null) continue;
    const [own] = by.user.metrics.rows;
    expect([by.user.id, own.details.tasks.value]).toEqual([by.user.id, values.tasks]);
  }
  // That of the rows, and that of all their users.
  expect(watch.statements).toHaveLength(2);
});

const TO_USER = (below: string) => `${BY_USER} { rows { by { user { ${below} } } } }`;

test.each([
  ['metrics beside a metric', '{ metricCatalog { metrics { dimensions { metrics { key label unit { kind } } } } } }'],
  ['dimensions beside one', '{ metricCatalog { dimensions { metrics { dimensions { key } } } } }'],
  ['a group beside a metric', '{ metricCatalog { metrics { group { metrics { key dimensions { label } } } } } }'],
  [
    'metrics of a series',
    `{ metricSeries(${RANGE}, select: [tasks], grain: DAY) { series { metric { dimensions { metrics { key } } } } } }`,
  ],
  ['a user of a user', `{ ${TO_USER(TO_USER('id'))} }`],
  [
    'the same of an entity',
    `{ _entities(representations: [{ __typename: "User", id: "1" }, { __typename: "Metric", id: "metric:tasks" }]) {
      ... on User { ${TO_USER(`${ALONE} { totals { values { tasks } } }`)} } ... on Metric { dimensions { metrics { __typename } } }
    } }`,
  ],
  [
    'one way beside another',
    '{ metricCatalog { metrics { dimensions { metrics { key } } } dimensions { metrics { dimensions { key } } } } }',
  ],
])('a query may select %s', async (_, query) => {
  const { errors } = await server.ask(query);
  expect(errors).toEqual([]);
});

test.each([
  ['Metric', '{ metricCatalog { dimensions { metrics { dimensions { metrics { key } } } } } }'],
  ['MetricDimension', '{ metricCatalog { metrics { dimensions { metrics { dimensions { key } } } } } }'],
  ['Metric', '{ metricCatalog { metrics { group { metrics { group { metrics { key } } } } } } }'],
  [
    'MetricDimension',
    '{ metricCatalog { metric(key: tasks) { dimensions { ...A } } } } fragment A on MetricDimension { metrics { ...B } } fragment B on Metric { label dimensions { key } }',
  ],
  ['User', `{ ${TO_USER(TO_USER(TO_USER('id')))} }`],
  ['User', `{ _entities(representations: []) { ... on User { ${TO_USER(TO_USER('id'))} } } }`],
  [
    'User',
    `{ _entities(representations: []) { ...U } } fragment U on User { ${BY_USER} { rows { by { user { ... on User { ${TO_USER('__typename')} } } } } } }`,
  ],
])('a path that returns to %s after an earlier return is rejected', async (type, query) => {
  const { errors, data } = await server.ask(query);
  expect(errors).toMatchObject([
    {
      extensions: { code: 'TOO_DEEP' },
      message: expect.stringContaining(`one path returns to ${type} after an earlier return`),
    },
  ]);
  expect([data, watch.statements]).toEqual([undefined, []]);
});

test('fragments that are spread everywhere, or in themselves, are followed once', async () => {
  const fragments = Array.from(
    { length: 40 },
    (_, n) => `fragment F${n} on Metric { ...F${n + 1} ...F${n + 1} ...F${n + 1} }`,
  );
  const { errors } = await server.ask(
    `{ metricCatalog { metrics { ...F0 } } } ${fragments.join(' ')} fragment F40 on Metric { key }`,
  );
  expect(errors).toEqual([]);
  const circle = await server.ask(
    '{ metricCatalog { metrics { ...A } } } fragment A on Metric { dimensions { metrics { ...A } } }',
  );
  expect(circle.errors.map(({ extensions }) => extensions.code)).toContain('GRAPHQL_VALIDATION_FAILED');
});

test('the values of a dimension are looked up once, however many metrics lead to it', async () => {
  const { data, errors } = await server.ask(
    '{ metricCatalog { dimensions { key } metrics { dimensions { key few: values(limit: 2) { value } values { value label } } } } }',
  );
  expect(errors).toEqual([]);
  const { dimensions, metrics } = data!['metricCatalog'];
  expect(metrics.length).toBeGreaterThan(dimensions.length);
  expect(watch.statements).toHaveLength(2 * dimensions.length);
});

test.each([MODEL, 'test/property/variant', 'test/property/anySchema', 'examples/shop/model'])(
  'every cycle of the types of %s leads through an entity',
  (model) => {
    expect(circlesWithoutEntities(subgraphSchema(loadRegistry(model)))).toEqual([]);
  },
);

/** Types that lead back to themselves without an entity on the way. */
function circlesWithoutEntities(schema: GraphQLSchema): string[] {
  const entities = entitiesOf(schema);
  const found: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const follow = (name: string): void => {
    const type = schema.getType(name);
    if (entities.has(name) || !isObjectType(type) || state.get(name) === 'done') return;
    if (state.get(name) === 'open') return void found.push(name);
    state.set(name, 'open');
    for (const field of Object.values(type.getFields())) follow(getNamedType(field.type).name);
    state.set(name, 'done');
  };
  Object.keys(schema.getTypeMap())
    .filter((name) => !name.startsWith('__'))
    .forEach(follow);
  expect(state.size).toBeGreaterThan(20);
  return found;
}
