import { Client } from 'pg';
import { Ping } from '../../src/engine/postgres/ping';
import { proxyTo, type Proxy } from '../engine/proxy';
import { until } from '../eventually';
import { productDatabase } from '../postgres/productDatabase';
import { listening, type Listening } from '../server/listeningServer';

/** A database that took connections and answered nothing counted as busy, and so as ready. */
let database: Awaited<ReturnType<typeof productDatabase>>;
let proxy: Proxy;
let server: Listening;
let owner: Client;

beforeAll(async () => {
  database = await productDatabase();
  proxy = await proxyTo(database.url);
  server = await listening(proxy.url, { connections: 1 });
  owner = new Client({ connectionString: database.url });
  await owner.connect();
});
afterAll(async () => {
  proxy.resume();
  await server.close();
  await owner.end();
  proxy.close();
  await database.drop();
});

async function ready(): Promise<[number, string | undefined]> {
  const response = await fetch(`${server.url}/readyz`);
  const { problem } = (await response.json()) as { problem?: string };
  return [response.status, problem];
}

const SILENT = [503, 'The PostgreSQL database cannot be reached: nothing answered.'];
const QUERY = '{ metrics(range: { last: 7, unit: DAY }, select: [tasks]) { totals { values { tasks } } } }';

async function waiting(): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await owner.query<{ n: number }>(text)).rows[0]!.n;
}

test('the server is not ready while the database is silent, and ready again afterwards', async () => {
  expect(await ready()).toEqual([200, undefined]);
  proxy.stall();
  expect(await ready()).toEqual(SILENT);
  expect(await ready()).toEqual(SILENT);
  proxy.resume();
  await until(async () => (await ready())[0] === 200);
});

test('the server is ready while a statement keeps its only connection, unless the database is silent', async () => {
  await owner.query('BEGIN; LOCK TABLE task_generate_log IN ACCESS EXCLUSIVE MODE');
  const query = server.ask(QUERY);
  await until(async () => (await waiting()) === 1);
  expect(await ready()).toEqual([200, undefined]);
  proxy.stall();
  expect(await ready()).toEqual(SILENT);
  proxy.resume();
  await owner.query('ROLLBACK');
  expect((await query).status).toBe(200);
  await until(async () => (await ready())[0] === 200);
});

test('a database that answers statements is busy if it is too slow to answer a ping', async () => {
  const ping = new Ping('postgresql', () => new Promise(() => undefined));
  const asked = ping.ask(50);
  ping.heard();
  await asked;
  await expect(ping.ask(50)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
});
