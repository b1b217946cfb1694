import { Client } from 'pg';
import { openPostgres } from '../../src/engine/postgres/open';
import type { Engine } from '../../src/engine/engine';
import { until } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { ask, behavesAsEngine, describesColumns, POSTGRES, TABLES } from './engineBehaviour';

/** Never ends by itself: only a deadline, a caller or the database ends it. */
const ENDLESS = 'SELECT pg_sleep(3000)';

let database: FreshDatabase;
let owner: Client;
let engine: Engine;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  await owner.query(TABLES);
  engine = await openPostgres(database.url, { connections: 2 });
});

afterAll(async () => {
  await engine.close();
  await owner.end();
  await database.drop();
});

behavesAsEngine(() => engine, POSTGRES);
describesColumns(() => engine);

/** The statements of the gateway that run at the server right now. */
async function running(part: string): Promise<number> {
  const text = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND pid <> pg_backend_pid()`;
  const { rows } = await owner.query<{ n: number }>(text, [`%${part}%`]);
  return rows[0]?.n ?? 0;
}

describe('deadlines', () => {
  test('a statement past its deadline is stopped at the server, and the next statement works', async () => {
    await expect(ask(engine, `${ENDLESS}, 1001`, [], 300)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    // The caller hears first; on a busy machine the server stops a moment later.
    await until(async () => (await running('1001')) === 0);
    expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
  });

  test('each run has its own deadline, also on a reused connection', async () => {
    const alone = await openPostgres(database.url, { connections: 1 });
    await expect(ask(alone, ENDLESS, [], 200)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    const isLonger = `SELECT current_setting('statement_timeout')::interval > interval '1 second'`;
    expect(await ask(alone, isLonger, [], 600_000)).toEqual([['t']]);
    await alone.close();
  });

  test('the time spent waiting for a connection counts', async () => {
    const alone = await openPostgres(database.url, { connections: 1 });
    await owner.query('SELECT pg_advisory_lock(1)');
    const first = ask(alone, 'SELECT pg_advisory_xact_lock(1)', [], 600_000);
    const order: string[] = [];
    const hasty = ask(alone, 'SELECT 1', [], 200).catch((error: { code: string }) => order.push(error.code));
    const late = ask(alone, `${ENDLESS}, 1002`, [], 300).catch((error: { code: string }) => order.push(error.code));
    const patient = ask(alone, 'SELECT 2', [], 600_000).then(([row]) => order.push(row?.[0] ?? ''));
    // Both fail while they are still waiting.
    await Promise.all([hasty, late]);
    await owner.query('SELECT pg_advisory_unlock(1)');
    await Promise.all([first, patient]);
    expect(order).toEqual(['QUERY_TIMEOUT', 'QUERY_TIMEOUT', '2']);
    await alone.close();
  });

  test('a statement that someone else cancels is CANCELLED, not QUERY_TIMEOUT', async () => {
    const run = ask(engine, `${ENDLESS}, 1003`);
    const outcome = expect(run).rejects.toMatchObject({ code: 'CANCELLED' });
    while ((await running('1003')) === 0);
    await owner.query(
      `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%1003%' AND pid <> pg_backend_pid()`,
    );
    await outcome;
  });
});

describe('a server that goes away', () => {
  const cut = () =>
    owner.query(
      `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );

  test('connections lost while idle are replaced', async () => {
    await Promise.all([ask(engine, 'SELECT 1'), ask(engine, 'SELECT 2')]);
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
    const before = sockets();
    const { rowCount } = await cut();
    // The driver has noticed.
    await until(() => sockets() <= before - rowCount!);
    expect(await ask(engine, 'SELECT 3')).toEqual([['3']]);
  });

  test('a connection lost during a statement gives ENGINE_UNAVAILABLE, and the next statement works', async () => {
    const run = ask(engine, `${ENDLESS}, 1004`);
    const outcome = expect(run).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    while ((await running('1004')) === 0);
    await cut();
    await outcome;
    expect(await ask(engine, 'SELECT 4')).toEqual([['4']]);
  });
});

test('closing ends running and waiting statements, also at the server, and leaves no connection', async () => {
  const closing = await openPostgres(database.url, { connections: 1 });
  const runs = [`${ENDLESS}, 1005`, 'SELECT 1'].map((text) =>
    expect(ask(closing, text)).rejects.toMatchObject({ code: 'CANCELLED' }),
  );
  while ((await running('1005')) === 0);
  await Promise.all([closing.close(), closing.close(), ...runs]);
  expect(await running('1005')).toBe(0);
  await expect(ask(closing, 'SELECT 1')).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('the options in a URL apply, except those that allow writing', async () => {
  const url = `${database.url}?options=${encodeURIComponent('-c search_path=archive -c default_transaction_read_only=off')}`;
  const other = await openPostgres(url);
  const text = `SELECT current_setting('search_path'), current_setting('transaction_read_only'), current_setting('jit')`;
  expect(await ask(other, text)).toEqual([['archive', 'on', 'off']]);
  const [first] = (await other.columns()).filter(({ table }) => table === 'event');
  expect(first).toMatchObject({ schema: 'archive', table: 'event', column: 'id', type: 'integer', visible: true });
  await other.close();
});

test('columns that the role may not read are left out', async () => {
  const role = `reader_${process.pid}_${Date.now()}`;
  await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'r'; GRANT SELECT (id, at) ON event TO ${role}`);
  const url = new URL(database.url);
  [url.username, url.password] = [role, 'r'];
  const reader = await openPostgres(url.href);
  expect((await reader.columns()).map(({ table, column }) => `${table}.${column}`)).toEqual(['event.id', 'event.at']);
  await reader.close();
  await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
});
