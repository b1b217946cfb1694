import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gatewayServer } from '../graphql/gatewayServer';
import { spawnServer } from '../server/spawnServer';
import { ask, refused, startServer } from '../server/startServer';
import { copiedEngine, type CopiedEngine } from './copied';

// `DATABASE_URL=clickhouse://… npm start`

const WEEK = `{ metrics(range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00") {
  rows { values { tasks adoptions new_registrations new_paying_users revenue_mrr } } plan { engine }
} }`;
const ANSWER = {
  rows: [{ values: { tasks: 23, adoptions: 18, new_registrations: 12, new_paying_users: 9, revenue_mrr: 283.6 } }],
  plan: { engine: 'clickhouse' },
};

let copied: CopiedEngine;
beforeAll(async () => {
  const source = await gatewayServer();
  copied = await copiedEngine(source.registry, source.url!);
  await source.close();
});
afterAll(() => copied.close());

test('the server starts, answers over HTTP, and is ready', async () => {
  const server = await startServer({ DATABASE_URL: copied.url });
  expect(server.said.join('\n')).toContain('Metergate is ready: 49 metrics, 6 dimensions (ClickHouse, read only)');
  expect([...server.said, ...server.complained].join('\n')).not.toContain(new URL(copied.url).password);
  expect((await ask(server.url, WEEK)).data.metrics).toEqual(ANSWER);
  const ready = await fetch(`${server.url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await (await fetch(`${server.url}/healthz`)).json()).toMatchObject({ engine: 'clickhouse' });
  await server.close();
});

test('as a process, it answers, and SIGTERM ends it', async () => {
  const server = await spawnServer({ DATABASE_URL: copied.url });
  expect((await ask(server.url, WEEK)).data.metrics).toEqual(ANSWER);
  expect(await server.stop()).toEqual([0, null]);
});

test('a registry that does not fit is refused, with each missing table', async () => {
  const url = new URL(copied.url);
  url.pathname = '/default';
  const lines = (await refused({ DATABASE_URL: url.href })).split('\n');
  expect(lines[0]).toBe('The registry does not fit the database:');
  expect(lines.slice(1, -1)).toHaveLength(5);
  for (const line of lines.slice(1, -1)) expect(line).toMatch(/^ {2}schema\/model\/tables\.yaml:\d+: no table "\w+" /);
  expect(lines.at(-1)).toBe(
    'Make the registry fit the tables, or create them in an empty database with `metergate migrate`.',
  );
});

test('an old version is refused at the start, with the oldest that works', async () => {
  const old = createServer((_, response) => response.end('25.8.1.1\t0\tdefault\n')).listen(0, '127.0.0.1');
  await once(old, 'listening');
  const { port } = old.address() as AddressInfo;
  expect(await refused({ DATABASE_URL: `clickhouse://reader:hunter2@127.0.0.1:${port}/shop` })).toBe(
    'The ClickHouse database cannot be reached: it is ClickHouse 25.8.1.1; 26.3 or later is needed.\n' +
      'Check that the database runs and that DATABASE_URL is right.',
  );
  old.close().closeAllConnections();
});
