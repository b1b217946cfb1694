import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { openEmbedded, type EmbeddedDatabase } from '../../src/engine/embedded/open';
import { ask, behavesAsEngine, describesColumns, POSTGRES, TABLES } from './engineBehaviour';
import { readyDirectory } from './readyDirectory';
import { temporaryDirectory } from './temporaryDirectory';

const CROSS_JOIN = 'SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b';
const START_MS = 60_000;

let directory: Awaited<ReturnType<typeof readyDirectory>>;
let database: EmbeddedDatabase;

beforeAll(async () => {
  directory = await readyDirectory();
  database = await openEmbedded(directory.path);
  await asOwner((client) => client.query(TABLES));
}, START_MS);

afterAll(async () => {
  await database.close();
  await directory.remove();
});

/** Works through a connection that may write, as migrations do. */
async function asOwner<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ stream: database.stream, user: 'postgres', database: 'postgres', ssl: false });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

behavesAsEngine(() => database.engine, POSTGRES);
describesColumns(() => database.engine);

describe('connections', () => {
  test('a connection leaves nothing behind for the next one', async () => {
    await asOwner(async (client) => {
      await client.query("SET work_mem = '123kB'; CREATE TEMP TABLE mine (x int); PREPARE q AS SELECT 1");
      await client.query('BEGIN');
      await client.query('INSERT INTO event (id) VALUES (1)');
    });
    await asOwner(async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(
        `SELECT current_setting('work_mem') AS memory, current_setting('default_transaction_read_only') AS reading,
           to_regclass('mine') AS mine, (SELECT count(*)::int FROM pg_prepared_statements) AS prepared,
           (SELECT count(*)::int FROM event) AS events`,
      );
      expect(rows).toEqual([{ memory: '4MB', reading: 'off', mine: null, prepared: 0, events: 0 }]);
    });
  });

  test('connections take turns: the engine waits until the earlier one has ended', async () => {
    const order: string[] = [];
    let counted: Promise<unknown> = Promise.resolve();
    await asOwner(async (client) => {
      await client.query('BEGIN');
      counted = ask(database.engine, 'SELECT 1').then(() => order.push('engine'));
      await client.query('SELECT 1');
      order.push('owner');
      await client.query('ROLLBACK');
    });
    await counted;
    expect(order).toEqual(['owner', 'engine']);
  });

  test('a transaction recovers from an error in the extended protocol', async () => {
    await asOwner(async (client) => {
      await client.query('BEGIN');
      await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
      await expect(client.query('SELECT $1::int', [1])).rejects.toMatchObject({ code: '25P02' });
      await client.query('ROLLBACK');
      expect((await client.query('SELECT $1::int AS x', [1])).rows).toEqual([{ x: 1 }]);
      expect((await client.query({ name: 'named', text: 'SELECT $1::int AS x', values: [2] })).rows).toEqual([
        { x: 2 },
      ]);
    });
  });

  test('TypeORM works through a connection', async () => {
    const source = new DataSource({
      type: 'postgres',
      username: 'postgres',
      database: 'postgres',
      ssl: false,
      installExtensions: false,
      poolSize: 1,
      extra: { stream: database.stream },
    });
    await source.initialize();
    await source.transaction(async (manager) => {
      await manager.query('INSERT INTO event (id, kind) SELECT g, $1 FROM generate_series(1, 1000) g', [
        'x'.repeat(20),
      ]);
    });
    await expect(source.transaction((manager) => manager.query('INSERT INTO event (id) VALUES (1)'))).rejects.toThrow(
      'duplicate key',
    );
    await source.destroy();
    expect(await ask(database.engine, 'SELECT count(*) FROM event')).toEqual([['1000']]);
  });
});

describe('deadlines', () => {
  test('a statement past its deadline is stopped, the main thread stays free, and the data survives', async () => {
    let ticks = 0;
    const clock = setInterval(() => ticks++, 20);
    const order: string[] = [];
    // The statement takes an hour: if it blocked the main thread, nothing would notice the
    // deadline.
    const slow = expect(ask(database.engine, CROSS_JOIN, [], 1_000))
      .rejects.toMatchObject({ code: 'QUERY_TIMEOUT' })
      .then(() => order.push('slow'));
    const queued = expect(ask(database.engine, 'SELECT 1', [], 300))
      .rejects.toMatchObject({ code: 'QUERY_TIMEOUT' })
      .then(() => order.push(ticks > 0 ? 'queued' : 'queued, and nothing before'));
    const later = ask(database.engine, 'SELECT count(*) FROM event', [], 50_000).then((rows) => {
      order.push('later');
      return rows;
    });
    await Promise.all([slow, queued, later]);
    clearInterval(clock);
    expect(order).toEqual(['queued', 'slow', 'later']);
    expect(await later).toEqual([['1000']]);
  });

  test('a statement whose turn comes too late is rejected, and the running one goes on', async () => {
    const text = 'SELECT count(*) FROM generate_series(1, 4000000)';
    const busy = ask(database.engine, text, [], 50_000);
    const hasty = ask(database.engine, 'SELECT 1', [], 50);
    await expect(hasty).rejects.toMatchObject({
      code: 'ENGINE_UNAVAILABLE',
      message: expect.stringContaining('the time for this would be over before its turn'),
      retryAfterMs: expect.any(Number),
    });
    expect(await busy).toEqual([['4000000']]);
  });

  test('several statements in a row can be stopped', async () => {
    for (let round = 0; round < 2; round++) {
      await expect(ask(database.engine, CROSS_JOIN, [], 2_500)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
    }
    expect(await ask(database.engine, "SELECT current_setting('transaction_read_only')")).toEqual([['on']]);
  });
});

test('a crash of the database ends the connection that caused it; the next one works after a restart', async () => {
  await asOwner(async (client) => {
    client.on('error', () => undefined);
    // There is no socket to read rows from. PostgreSQL takes that for a client that left, and ends.
    await expect(client.query('COPY event FROM STDIN')).rejects.toBeDefined();
  });
  expect(await ask(database.engine, 'SELECT count(*) FROM event')).toEqual([['1000']]);
});

test('a directory that is unusable or holds no database gives ENGINE_UNAVAILABLE and stays unlocked', async () => {
  const other = await temporaryDirectory();
  const file = path.join(other.path, 'file');
  await writeFile(file, '');
  await expect(openEmbedded(file)).rejects.toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
    message: expect.stringContaining(file),
  });
  await mkdir(path.join(other.path, 'postgres'));
  await writeFile(path.join(other.path, 'postgres', 'PG_VERSION'), '18');
  await expect(openEmbedded(other.path)).rejects.toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  expect(await readdir(other.path)).not.toContain('lock');
  await other.remove();
});

test('closing ends running statements; written rows are there at the next start', async () => {
  await asOwner((client) => client.query("INSERT INTO event (id, kind) VALUES (5000, 'kept')"));
  const run = expect(ask(database.engine, CROSS_JOIN)).rejects.toMatchObject({ code: 'CANCELLED' });
  // The running statement has the turn, so another one fails.
  await expect(ask(database.engine, 'SELECT 1', [], 50)).rejects.toBeDefined();
  await Promise.all([database.close(), database.engine.close(), run]);
  await expect(ask(database.engine, 'SELECT 1')).rejects.toMatchObject({ code: 'CANCELLED' });
  database = await openEmbedded(directory.path);
  expect(await ask(database.engine, 'SELECT kind FROM event WHERE id = 5000')).toEqual([['kept']]);
});
