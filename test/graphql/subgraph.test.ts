import { composeServices } from '@apollo/composition';
import { buildSchema, findBreakingChanges, graphql, parse, print, printSchema, visit } from 'graphql';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { gatewayServer, ROOT, type GatewayServer } from './gatewayServer';
import { STRANGERS, usersDocument } from './usersSubgraph';

/**
 * The requirements of Apollo's compatibility suite for a subgraph, and its composition: queried as
 * a router does.
 */
let server: GatewayServer;
let sdl: string;
beforeAll(async () => {
  server = await gatewayServer();
  sdl = (await ask('{ _service { sdl } }'))['_service'].sdl;
});
afterAll(() => server.close());

async function ask(query: string, variables?: object) {
  const { data, errors } = await server.ask(query, variables);
  expect(errors).toEqual([]);
  return data!;
}

async function entities(representations: object[], selection: string) {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename ${selection} } }`;
  return (await ask(query, { of: representations }))['_entities'];
}

const RANGE = 'range: { from: "2026-03-02", through: "2026-03-08" }, asOf: "2026-03-12T09:30:00+08:00"';

const compose = (services: Record<string, string>) =>
  composeServices(Object.entries(services).map(([name, text]) => ({ name, url: '', typeDefs: parse(text) })));

const told = ({ errors = [], hints = [] }: ReturnType<typeof composeServices>) =>
  [...errors, ...hints].map(({ message }) => message);

test('the SDL is that of a subgraph of Federation 2, with the descriptions', () => {
  for (const type of ['Metric', 'MetricDimension', 'User']) {
    expect(sdl).toMatch(new RegExp(`type ${type}\\s+@key\\(fields: "id"\\)\\s*\\{`));
  }
  expect(sdl).toContain('The finest grain at which the metric has a meaning');
});

/** Every applied directive, with its location. */
function applied(text: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  visit(parse(text), {
    Directive(node, _key, _parent, _path, ancestors) {
      const names = (ancestors as unknown as { name?: { value: string } }[]).flatMap(({ name }) =>
        name ? [name.value] : [],
      );
      const args = (node.arguments ?? []).map(({ name, value }) => `${name.value}: ${print(value)}`);
      const at = `${names.join('.')}(${args.join(', ')})`;
      found.set(node.name.value, [...(found.get(node.name.value) ?? []), at]);
    },
  });
  return found;
}

test('it links one version of federation, and imports exactly the directives that it applies', () => {
  const directives = applied(sdl);
  const links = directives.get('link')!.filter((one) => one.includes('specs.apollo.dev/federation/'));
  expect(links).toEqual([
    '(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@cost", "@listSize", "@tag"])',
  ]);
  // No field is external, provided, required, overridden, shared, inaccessible or restricted.
  const others = ['link', 'deprecated', 'specifiedBy'];
  expect([...directives.keys()].filter((name) => !others.includes(name)).sort()).toEqual([
    'cost',
    'key',
    'listSize',
    'tag',
  ]);
  expect(directives.get('key')).toEqual(['Metric', 'MetricDimension', 'User'].map((type) => `${type}(fields: "id")`));
  expect(directives.get('cost')).toEqual([
    'Query.explainChange(weight: 100)',
    'Query.funnel(weight: 100)',
    'Query.metricSeries(weight: 100)',
    'Query.metrics(weight: 100)',
    'Query.retention(weight: 100)',
  ]);
  expect(directives.get('tag')).toEqual(
    [
      'MetricChangeExplanation.plan',
      'MetricFunnelTable.plan',
      'MetricPlan',
      'MetricRetentionTable.plan',
      'MetricSeriesTable.plan',
      'MetricTable.plan',
    ].map((at) => `${at}(name: "internal")`),
  );
});

test('it says how long lists are at most, and they are', async () => {
  const said = new Map(
    applied(sdl)
      .get('listSize')!
      .map((one) => /^(.*?)\((.*)\)$/.exec(one)!.slice(1) as [string, string]),
  );
  const { metricCatalog } = await ask(`{ metricCatalog {
    groups { metrics { key } }
    metrics { dimensions { key } explainedBy { key } uses { key } usedBy { key } lineage { nodes { id } edges { from } } }
    dimensions { metrics { key } values(limit: 2) { value } }
  } }`);
  const longest = (lists: readonly object[], field: string) =>
    Math.max(...lists.map((one) => (one as Record<string, unknown[]>)[field]!.length));
  const { groups, metrics, dimensions } = metricCatalog;
  const lineages = (metrics as { lineage: object }[]).map(({ lineage }) => lineage);
  // Sizes of dashboards are estimates, because the schema does not change with them.
  const exact = [...said].filter(([field]) => !/dashboards$|^MetricDashboard/.test(field));
  expect(Object.fromEntries(exact)).toEqual({
    'Metric.dimensions': `assumedSize: ${longest(metrics, 'dimensions')}`,
    'Metric.explainedBy': `assumedSize: ${longest(metrics, 'explainedBy')}`,
    'Metric.usedBy': `assumedSize: ${longest(metrics, 'usedBy')}`,
    'Metric.uses': `assumedSize: ${longest(metrics, 'uses')}`,
    'MetricCatalog.dimensions': `assumedSize: ${dimensions.length}`,
    'MetricCatalog.groups': `assumedSize: ${groups.length}`,
    'MetricCatalog.metrics': `assumedSize: ${metrics.length}`,
    'MetricDimension.metrics': `assumedSize: ${longest(dimensions, 'metrics')}`,
    'MetricDimension.values': 'slicingArguments: ["limit"]',
    'MetricGroup.metrics': `assumedSize: ${longest(groups, 'metrics')}`,
    'MetricLineage.edges': `assumedSize: ${longest(lineages, 'edges')}`,
    'MetricLineage.nodes': `assumedSize: ${longest(lineages, 'nodes')}`,
    'Query.metrics': 'slicingArguments: ["limit"], sizedFields: ["rows"], requireOneSlicingArgument: false',
  });
  expect(longest(dimensions, 'values')).toBe(2);
});

test('a contract can leave out tagged parts', () => {
  const hidden = sdl.replaceAll('@tag(name: "internal")', '@inaccessible').replace('"@tag"', '"@tag", "@inaccessible"');
  const api = (text: string) => printSchema(compose({ metrics: text }).schema!.toAPISchema().toGraphQLJSSchema());
  expect(api(sdl)).toContain('plan: MetricPlan!');
  expect(api(hidden)).not.toMatch(/\bplan:|MetricPlan/);
});

test('the composed schema has the types of the schema', async () => {
  const composed = compose({ metrics: sdl }).schema!.toAPISchema().toGraphQLJSSchema();
  const own = buildSchema(readFileSync(path.join(ROOT, 'schema/schema.graphql'), 'utf8'));
  expect(findBreakingChanges(own, composed)).toEqual([]);
  expect(findBreakingChanges(composed, own)).toEqual([]);
});

test('it composes alone, and beside a subgraph with other names, without errors and hints', () => {
  expect(told(compose({ metrics: sdl }))).toEqual([]);
  const both = composeServices([
    { name: 'metrics', url: '', typeDefs: parse(sdl) },
    { name: 'users', url: '', typeDefs: usersDocument },
  ]);
  expect(told(both)).toEqual([]);
});

test('routers see the references that they can follow', () => {
  expect(sdl).toMatch(/type Subscription \{\s+"""[^"]+"""\s+metricSeriesChanged\(/);
});

test.each(['test/property/variant', 'test/property/anySchema', 'examples/shop/model'])(
  'the subgraph of another registry composes, too: %s',
  async (model) => {
    const { data } = await graphql({ schema: subgraphSchema(loadRegistry(model)), source: '{ _service { sdl } }' });
    const other = (data as unknown as { _service: { sdl: string } })._service.sdl;
    expect(told(compose({ metrics: other }))).toEqual([]);
  },
);

test('definitions are found by their ids, beside any other reference', async () => {
  const found = await entities(
    [
      { __typename: 'Metric', id: 'metric:revenue_mrr' },
      { __typename: 'MetricDimension', id: 'dimension:utm_source' },
      { __typename: 'Metric', id: 'metric:no_such' },
      { __typename: 'Metric', id: 'dimension:utm_source' },
      { __typename: 'Metric' },
      { __typename: 'MetricDimension', id: null },
      { __typename: 'Metric', id: { id: 'metric:revenue_mrr' } },
    ],
    '... on Metric { id label kind grains } ... on MetricDimension { id name: label values(limit: 1) { value } }',
  );
  expect(found).toEqual([
    {
      __typename: 'Metric',
      id: 'metric:revenue_mrr',
      label: 'Monthly recurring revenue',
      kind: 'SNAPSHOT',
      grains: expect.anything(),
    },
    { __typename: 'MetricDimension', id: 'dimension:utm_source', name: 'Channel', values: [expect.anything()] },
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a user may have any text or whole number as id, and no other value finds one', async () => {
  const ids = [1, '2', 'x', '', ...STRANGERS];
  const none = [null, true, 1.5, 1e308, Number.MAX_SAFE_INTEGER + 1, [], ['1'], {}, { id: '1' }];
  const representations = [...ids, ...none].map((id) => ({ __typename: 'User', id }));
  const selection = `... on User { id metrics(${RANGE}) { rows { values { tasks } } } }`;
  const found = await entities([...representations, { __typename: 'User' }], selection);
  expect(found.map((one: { id: string } | null) => one?.id ?? null)).toEqual([
    ...ids.map(String),
    ...none.map(() => null),
    null,
  ]);
  const tasks = (one: { metrics: { rows: { values: { tasks: number } }[] } }) =>
    one.metrics.rows.map(({ values }) => values.tasks);
  expect(tasks(found[0])).not.toEqual([0]);
  for (const one of found.slice(2, ids.length)) expect([one.id, tasks(one)]).toEqual([one.id, [0]]);
  expect(server.internal).toEqual([]);
});

test('ten thousand users are answered at once', async () => {
  const representations = Array.from({ length: 10_000 }, (_, index) => ({ __typename: 'User', id: String(index) }));
  const found = await entities(representations, `... on User { metrics(${RANGE}) { rows { values { tasks } } } }`);
  expect(found).toHaveLength(10_000);
  const sum = found.reduce(
    (total: number, { metrics }: { metrics: { rows: { values: { tasks: number } }[] } }) =>
      total + metrics.rows[0]!.values.tasks,
    0,
  );
  const { metrics } = await ask(
    `{ metrics(${RANGE}, where: { user_id: { isNull: false } }) { rows { values { tasks } } } }`,
  );
  expect(sum).toBe(metrics.rows[0].values.tasks);
});

test('a row refers to a representation', async () => {
  const { metrics } = await ask(`{ metrics(
    range: { from: "2026-03-02", through: "2026-03-08" }, groupBy: [user_id], select: [tasks], limit: 1
  ) { rows { by { user { __typename id } } } } }`);
  expect(metrics.rows).toEqual([{ by: { user: { __typename: 'User', id: expect.any(String) } } }]);
});

test.each(['{ __typename: "Ghost", id: 1 }', '{ __typename: "MetricTable" }', '{ id: 1 }', '5'])(
  '%s is no entity',
  async (one) => {
    const query = `{ _entities(representations: [${one}]) { __typename } }`;
    const { errors, data } = await server.ask(query);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect([data, server.internal]).toEqual([null, []]);
  },
);
