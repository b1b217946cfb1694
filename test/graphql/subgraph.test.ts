import { composeServices } from '@apollo/composition';
import { graphql, parse } from 'graphql';
import { loadRegistry } from '../../src/registry/load';
import { subgraphSchema } from '../../src/graphql/subgraph';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { usersDocument } from './usersSubgraph';

/** What Apollo's compatibility suite asks of a subgraph, and that it composes: asked as a router asks it. */
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

const compose = (services: Record<string, string>) =>
  composeServices(Object.entries(services).map(([name, text]) => ({ name, url: '', typeDefs: parse(text) })));

const told = ({ errors = [], hints = [] }: ReturnType<typeof composeServices>) =>
  [...errors, ...hints].map(({ message }) => message);

test('the SDL is that of a subgraph of Federation 2, with the descriptions', () => {
  expect(sdl).toMatch(/@link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.0", import: \["@key"\]\)/);
  for (const type of ['Metric', 'MetricDimension', 'User']) {
    expect(sdl).toMatch(new RegExp(`type ${type}\\s+@key\\(fields: "id"\\)\\s*\\{`));
  }
  expect(sdl).toContain('The finest grain at which the number means something');
});

test('it composes alone, and beside one that has taken other names, without errors and hints', () => {
  expect(told(compose({ metrics: sdl }))).toEqual([]);
  const both = composeServices([
    { name: 'metrics', url: '', typeDefs: parse(sdl) },
    { name: 'users', url: '', typeDefs: usersDocument },
  ]);
  expect(told(both)).toEqual([]);
});

test('routers see what can be followed', () => {
  expect(sdl).toMatch(/type Subscription \{\s+"""[^"]+"""\s+metricsChanged\(/);
});

test.each(['test/property/variant', 'test/property/anySchema', 'examples/shop/model'])(
  'that of another registry composes, too: %s',
  async (model) => {
    const { data } = await graphql({ schema: subgraphSchema(loadRegistry(model)), source: '{ _service { sdl } }' });
    const other = (data as unknown as { _service: { sdl: string } })._service.sdl;
    expect(told(compose({ metrics: other }))).toEqual([]);
  },
);

test('definitions are found by their ids, whatever else is referred to', async () => {
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

test('users are known by whatever id', async () => {
  const representations = [1, '2', 'x', null].map((id) => ({ __typename: 'User', id }));
  expect(await entities(representations, '... on User { id }')).toEqual([
    ...['1', '2', 'x'].map((id) => ({ __typename: 'User', id })),
    null,
  ]);
});

test('what a row refers to is a representation', async () => {
  const { metrics } = await ask(`{ metrics(
    range: { from: "2026-03-02", through: "2026-03-08" }, groupBy: [user_id], select: [tasks], limit: 1
  ) { rows { by { user { __typename id } } } } }`);
  expect(metrics.rows).toEqual([{ by: { user: { __typename: 'User', id: expect.any(String) } } }]);
});

test('a router can trace it', async () => {
  const { body } = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { 'content-type': 'application/json', 'apollo-federation-include-trace': 'ftv1' },
    payload: JSON.stringify({ query: '{ metricCatalog { version } }' }),
  });
  expect(JSON.parse(body)).toMatchObject({ extensions: { ftv1: expect.any(String) } });
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
