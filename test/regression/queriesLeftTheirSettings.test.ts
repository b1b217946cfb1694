import type { Pool } from 'pg';
import { forItself } from '../../src/engine/asker';
import type { Engine, EngineRow } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { ask } from '../engine/engineBehaviour';
import { until } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/**
 * The gateway set `default_transaction_read_only` and more for whole sessions. A pooler gave these
 * sessions to other applications, whose INSERTs then failed.
 */
let database: FreshDatabase;
let engine: Engine;

beforeAll(async () => {
  database = await freshDatabase();
  engine = await openPostgres(database.url, { connections: 1 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

/** Works in the only session of the engine, as the next application of a pooler would. */
async function inSession(text: string): Promise<readonly Record<string, unknown>[]> {
  const { pool } = engine as unknown as { readonly pool: Pool };
  // A caller hears of its deadline before the statement has ended at the server.
  await until(() => pool.idleCount === pool.totalCount);
  const client = await pool.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    client.release();
  }
}

const session = () => inSession('SELECT name, setting, pg_backend_pid() AS session FROM pg_settings ORDER BY name');
const series = (rows: number) =>
  engine.stream({ text: `SELECT n FROM generate_series(1, ${rows}) AS n`, parameters: [] }, forItself(60_000));

async function rowsOf(rows: number): Promise<number> {
  let count = 0;
  for await (const batch of (await series(rows)).batches) count += (batch as EngineRow[]).length;
  return count;
}

test('a session has its first settings after queries, failures and exports', async () => {
  const before = await session();
  expect(before.length).toBeGreaterThan(300);
  expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
  expect(await session()).toEqual(before);
  await expect(ask(engine, 'SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
  await expect(ask(engine, 'SELEC 1')).rejects.toMatchObject({ code: '42601' });
  await expect(ask(engine, 'CREATE TABLE x (y int)')).rejects.toMatchObject({ code: '25006' });
  await expect(ask(engine, 'SELECT pg_sleep(3000)', [], 200)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
  expect(await session()).toEqual(before);
  expect(await rowsOf(2_500)).toBe(2_500);
  expect(await session()).toEqual(before);
});

test('another application can write in the session of the gateway', async () => {
  await ask(engine, 'SELECT 1');
  await inSession('CREATE TABLE written (x int); INSERT INTO written VALUES (1)');
  expect(await ask(engine, 'SELECT x FROM written')).toEqual([['1']]);
});

test('a statement runs with the settings of the gateway, whatever the session has', async () => {
  await inSession(
    "SET timezone = 'Asia/Tokyo'; SET datestyle = 'SQL, DMY'; SET intervalstyle = 'postgres'; SET extra_float_digits = -5; SET jit = on; SET work_mem = '1MB'",
  );
  const text = `SELECT '2024-03-10 01:30:00+08'::timestamptz, '1 day 2 hours'::interval, 0.1::float8 + 0.2::float8,
    current_setting('jit'), current_setting('work_mem'), current_setting('transaction_read_only'),
    current_setting('statement_timeout')::interval, current_setting('client_connection_check_interval')`;
  const expected = [
    '2024-03-09 17:30:00+00',
    'P1DT2H',
    '0.30000000000000004',
    'off',
    '32MB',
    'on',
    'PT2M',
    expect.any(String),
  ];
  expect(await ask(engine, text, [], 60_000)).toEqual([expected]);
  const { batches } = await engine.stream({ text, parameters: [] }, forItself(60_000));
  for await (const batch of batches) expect(batch).toEqual([expected]);
  await inSession("SET work_mem = '64MB'");
  expect(await ask(engine, "SELECT current_setting('work_mem')")).toEqual([['64MB']]);
  await inSession('RESET ALL');
});

test('a statement that ends the transaction itself can still write nothing', async () => {
  await ask(engine, 'COMMIT').catch(() => undefined);
  await expect(ask(engine, 'CREATE TABLE x (y int)')).rejects.toMatchObject({ code: '25006' });
  await expect(ask(engine, 'SET TRANSACTION READ WRITE')).rejects.toMatchObject({ code: '25001' });
  expect(await ask(engine, 'SELECT 1')).toEqual([['1']]);
});
