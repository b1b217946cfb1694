import { ApolloClient, gql, HttpLink, InMemoryCache, type TypePolicies } from '@apollo/client';
import { until } from '../eventually';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { WEEK } from './mistake';

/**
 * A client with a normalising cache keeps answers by field and arguments. These tests show what it
 * reads, over the network.
 */
let server: GatewayServer;
let url: string;
beforeAll(async () => {
  server = await gatewayServer();
  url = `${await server.app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
});
afterAll(() => server.close());

/** A client with its default cache, and the number of requests that it sent. */
function clientOf(typePolicies: TypePolicies = {}) {
  const client = {
    requests: 0,
    /** Requests without an answer so far. */
    open: 0,
    apollo: new ApolloClient({
      cache: new InMemoryCache({ typePolicies }),
      link: new HttpLink({
        uri: url,
        fetch: (...request) => {
          client.requests++;
          client.open++;
          return fetch(...request).finally(() => client.open--);
        },
      }),
    }),
    /** The table that answers a query, from the cache or the server. */
    async ask(query: string): Promise<unknown> {
      const { data } = await client.apollo.query<{ metrics: object }>({ query: gql(query) });
      return withoutTypes(data!.metrics);
    },
  };
  return client;
}

/** Leaves out the `__typename` that the client adds everywhere. */
function withoutTypes(answer: object): unknown {
  return JSON.parse(JSON.stringify(answer, (key, value: unknown) => (key === '__typename' ? undefined : value)));
}

const table = (more: string, selection: string) =>
  `query { metrics(${WEEK}, groupBy: [utm_source]${more}) { ${selection} } }`;
const TASKS = 'rows { by { utm_source } values { tasks } } rowCount';
const ADOPTIONS = 'rows { by { utm_source } values { adoptions } } rowCount';

const row = (utm_source: string, values: object) => ({ by: { utm_source }, values });
const TASKS_BY_CHANNEL = {
  rows: [
    row('Direct', { tasks: 3 }),
    row('douyin', { tasks: 3 }),
    row('google', { tasks: 10 }),
    row('weixin', { tasks: 7 }),
  ],
  rowCount: 4,
};
const ADOPTIONS_BY_CHANNEL = {
  rows: [row('Direct', { adoptions: 3 }), row('google', { adoptions: 10 }), row('weixin', { adoptions: 5 })],
  rowCount: 3,
};

test.each([
  ['the same arguments', '', ''],
  ['`select`', ', select: [tasks]', ', select: [adoptions]'],
])(
  'two selections that differ in %s send two requests, and each gets its own numbers',
  async (_how, tasks, adoptions) => {
    const client = clientOf();
    expect(await client.ask(table(tasks, TASKS))).toEqual(TASKS_BY_CHANNEL);
    expect(await client.ask(table(adoptions, ADOPTIONS))).toEqual(ADOPTIONS_BY_CHANNEL);
    expect(client.requests).toBe(2);
  },
);

test('with `select` both stay in the cache', async () => {
  const client = clientOf();
  for (let time = 0; time < 3; time++) {
    expect(await client.ask(table(', select: [tasks]', TASKS))).toEqual(TASKS_BY_CHANNEL);
    expect(await client.ask(table(', select: [adoptions]', ADOPTIONS))).toEqual(ADOPTIONS_BY_CHANNEL);
  }
  expect(client.requests).toBe(2);
});

test('without `select` the second replaces the first, and the first is requested again', async () => {
  const client = clientOf();
  for (let time = 0; time < 3; time++) {
    expect(await client.ask(table('', TASKS))).toEqual(TASKS_BY_CHANNEL);
    expect(await client.ask(table('', ADOPTIONS))).toEqual(ADOPTIONS_BY_CHANNEL);
  }
  expect(client.requests).toBe(6);
});

test.each([
  ['with', ', select: [tasks]', ', select: [adoptions]', 2],
  ['without', '', '', 4],
])('%s `select`, two tiles on one page stop sending requests', async (_how, tasks, adoptions, requests) => {
  const client = clientOf();
  const seen: unknown[] = [];
  const watched = [table(tasks, TASKS), table(adoptions, ADOPTIONS)].map((query, tile) =>
    client.apollo.watchQuery<{ metrics: object }>({ query: gql(query) }).subscribe(({ data, dataState }) => {
      if (dataState === 'complete') seen[tile] = withoutTypes(data.metrics);
    }),
  );
  await until(() => client.requests >= requests && client.open === 0 && seen[0] !== undefined && seen[1] !== undefined);
  // A tile asks again while the client stores an answer. Later requests take longer than that.
  for (const grain of ['DAY', 'WEEK']) await client.ask(table(`, grain: ${grain}`, TASKS));
  expect([client.requests, client.open]).toEqual([requests + 2, 0]);
  watched.forEach((tile) => tile.unsubscribe());
  expect(seen).toEqual([TASKS_BY_CHANNEL, ADOPTIONS_BY_CHANNEL]);
});

test('without `select` a cache answers fewer metrics with the rows of more metrics; with `select`, with their own', async () => {
  const more = 'rows { by { utm_source } values { tasks new_registrations } } rowCount';
  const without = clientOf();
  await without.ask(table('', more));
  // The user who registered from "Google" has no task: this row belongs to the other query.
  expect(await without.ask(table('', TASKS))).toMatchObject({ rowCount: 5 });
  expect(without.requests).toBe(1);

  const given = clientOf();
  await given.ask(table(', select: [tasks, new_registrations]', more));
  expect(await given.ask(table(', select: [tasks]', TASKS))).toEqual(TASKS_BY_CHANNEL);
  expect(given.requests).toBe(2);
});

test('a merge policy keeps parts of one table that were requested separately', async () => {
  const client = clientOf({ MetricTable: { merge: true } });
  for (let time = 0; time < 3; time++) {
    expect(await client.ask(table(', select: [tasks]', TASKS))).toEqual(TASKS_BY_CHANNEL);
    expect(await client.ask(table(', select: [tasks]', 'totals { values { tasks } }'))).toEqual({
      totals: { values: { tasks: 23 } },
    });
  }
  expect(client.requests).toBe(2);
});

test('an object with an id is cached under its id, whichever field returned it', async () => {
  const client = clientOf();
  const { apollo } = client;
  await apollo.query({ query: gql('{ metricCatalog { metrics { id key label(locale: "zh") } } }') });
  const series = `{ metricSeries(${WEEK}, grain: WEEK, select: [tasks, adoptions]) { series { metric { id key } values } } }`;
  await apollo.query({ query: gql(series) });
  const label = gql('fragment Label on Metric { label(locale: "zh") }');
  expect(apollo.readFragment({ id: 'Metric:metric:adoptions', fragment: label })).toMatchObject({ label: '采纳次数' });
});
