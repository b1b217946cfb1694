import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { composeServices } from '@apollo/composition';
import { ApolloGateway } from '@apollo/gateway';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { graphql, parse, type ExecutionResult } from 'graphql';
import type { AddressInfo } from 'node:net';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { STRANGERS, usersSdl, usersServer } from './usersSubgraph';
import { watched } from './watchedEngine';

/** Through third-party routers over HTTP: users of one service, their metrics from this one. */
const watch = watched();
let server: GatewayServer;
let users: ApolloServer;
let supergraph: string;

type Ask = (query: string) => Promise<ExecutionResult>;
const routers = new Map<string, Ask>();
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await gatewayServer({ through: (engine) => watch.through(engine) });
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  const metricsUrl = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}/graphql`;
  users = usersServer();
  const { url } = await startStandaloneServer(users, { listen: { port: 0, host: '127.0.0.1' } });
  const { data } = await server.ask('{ _service { sdl } }');
  const composed = composeServices([
    { name: 'metrics', url: metricsUrl, typeDefs: parse(data!['_service'].sdl) },
    { name: 'users', url, typeDefs: parse(await usersSdl()) },
  ]);
  expect([composed.errors, composed.hints]).toEqual([undefined, []]);
  supergraph = composed.supergraphSdl!;
  routers.set('@apollo/gateway', await apollo());
  routers.set('@graphql-tools/federation', guild());
});
afterAll(async () => {
  for (const close of closing) await close();
  await users.stop();
  await server.close();
});
beforeEach(() => watch.statements.splice(0));

async function apollo(): Promise<Ask> {
  const silent = () => undefined;
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  const router = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: supergraph, logger }), logger });
  await router.start();
  closing.push(() => router.stop());
  return async (query) => {
    const { body } = await router.executeOperation({ query });
    if (body.kind !== 'single') throw new Error('an answer in parts');
    // Answers of a router come back as JSON.
    return JSON.parse(JSON.stringify(body.singleResult)) as ExecutionResult;
  };
}

function guild(): Ask {
  const schema = getStitchedSchemaFromSupergraphSdl({ supergraphSdl: supergraph });
  return async (source) => JSON.parse(JSON.stringify(await graphql({ schema, source }))) as ExecutionResult;
}

const RANGE = 'range: { from: "2026-03-02", through: "2026-03-08" }, asOf: "2026-03-12T09:30:00+08:00"';

describe.each(['@apollo/gateway', '@graphql-tools/federation'])('%s', (name) => {
  const ask = async (query: string) => {
    const { data, errors } = await routers.get(name)!(query);
    expect(errors).toBeUndefined();
    return data as Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  };

  test('names and numbers of 500 users are one statement', async () => {
    const found = await ask(`{ users(first: 500) { id name metrics(${RANGE}, grain: DAY) {
      rows { time { date } values { tasks } } totals { values { tasks } } rowCount
    } } }`);
    expect(watch.statements).toHaveLength(1);
    expect(found['users']).toHaveLength(500);
    const alone = await server.ask(
      `{ metrics(${RANGE}, groupBy: [user_id], select: [tasks]) { rows { by { user_id } values { tasks } } } }`,
    );
    const known = new Map<string, number>(
      alone.data!['metrics'].rows.map(({ by, values }: { by: { user_id: string }; values: { tasks: number } }) => [
        by.user_id,
        values.tasks,
      ]),
    );
    expect(known.size).toBeGreaterThan(3);
    for (const { id, name, metrics } of found['users']) {
      expect([id, name]).toEqual([id, `Name of ${id}`]);
      const sum = metrics.rows.reduce(
        (total: number, { values }: { values: { tasks: number } }) => total + values.tasks,
        0,
      );
      expect([id, metrics.rowCount, sum, metrics.totals.values.tasks]).toEqual([
        id,
        7,
        known.get(id) ?? 0,
        known.get(id) ?? 0,
      ]);
    }
  });

  test('rows by user have their names', async () => {
    const { metrics } = await ask(`{ metrics(${RANGE}, groupBy: [user_id], limit: 3) {
      rows { by { user_id user { id name } } values { tasks } }
    } }`);
    expect(watch.statements).toHaveLength(1);
    expect(metrics.rows).toHaveLength(3);
    for (const { by } of metrics.rows) {
      expect(by.user).toEqual(by.user_id === null ? null : { id: by.user_id, name: `Name of ${by.user_id}` });
    }
  });

  test('unknown users and invalid ids have no rows', async () => {
    const { strangers } = await ask(
      `{ strangers { id name metrics(${RANGE}, groupBy: [task_type]) { rows { values { tasks } } totals { values { tasks } } } } }`,
    );
    const metrics = { rows: [], totals: { values: { tasks: 0 } } };
    expect(strangers).toEqual(STRANGERS.map((id) => ({ id, name: `Name of ${id}`, metrics })));
    expect(server.internal).toEqual([]);
  });

  test('a subgraph refers to definitions, and others extend them', async () => {
    const { users, metricCatalog } = await ask(`{
      users(first: 2) { watches { label(locale: "zh") contact dimensions { key } } }
      metricCatalog { metric(key: tasks) { id contact } revenue: metric(key: revenue_mrr) { contact } }
    }`);
    const { label, owner, dimensions } = (
      await server.ask('{ metricCatalog { metric(key: tasks) { label(locale: "zh") owner dimensions { key } } } }')
    ).data!['metricCatalog'].metric;
    const contact = owner === null ? null : `${owner}@example.com`;
    expect(metricCatalog).toEqual({
      metric: { id: 'metric:tasks', contact },
      revenue: { contact: 'Finance@example.com' },
    });
    for (const { watches } of users) expect(watches).toEqual([{ label, contact, dimensions }]);
  });

  test('errors of a query come through the router', async () => {
    const { data, errors } = await routers.get(name)!(
      `{ users(first: 1) { name metrics(${RANGE}, timeZone: "Mars") { rows { values { tasks } } } } }`,
    );
    expect(data).toMatchObject({ users: [{ name: 'Name of 1', metrics: null }] });
    expect(errors!.map(({ extensions }) => extensions!['code'])).toContain('UNKNOWN_TIME_ZONE');
  });
});
