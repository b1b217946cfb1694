import { Client } from 'pg';
import { forItself } from '../../src/engine/asker';
import type { Engine, EngineRow } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { ask } from '../engine/engineBehaviour';
import { until } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { hasPgBouncer, pgBouncer, type PgBouncer } from '../postgres/pgBouncer';

/**
 * Behind a pooler in transaction mode, the settings of the gateway stayed in sessions that other
 * applications used next: their INSERTs failed.
 */
const withPooler = hasPgBouncer ? describe : describe.skip;
if (!hasPgBouncer) console.warn('Skipped: PgBouncer is not installed (apt-get install pgbouncer).');

withPooler('behind PgBouncer in transaction mode, with two sessions for everybody', () => {
  let database: FreshDatabase;
  let pooler: PgBouncer;
  let neighbour: Client;
  let owner: Client;
  let engine: Engine;
  let direct: Engine;

  beforeAll(async () => {
    database = await freshDatabase();
    pooler = await pgBouncer(database.url, 2);
    [neighbour, owner] = [pooler.url, database.url].map((connectionString) => new Client({ connectionString })) as [
      Client,
      Client,
    ];
    await neighbour.connect();
    await owner.connect();
    await neighbour.query('CREATE TABLE event (id int)');
    direct = await openPostgres(database.url);
    engine = await openPostgres(pooler.url);
  });
  afterAll(async () => {
    await engine?.close();
    await direct?.close();
    await neighbour?.end();
    await owner?.end();
    await pooler?.stop();
    await database?.drop();
  });

  /** The settings of both sessions, as the neighbour finds them. */
  const settings = async () => {
    const { rows } = await neighbour.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name <> 'application_name' ORDER BY name",
    );
    return rows;
  };

  const all = async (one: Engine, text: string) => {
    const { batches } = await one.stream({ text, parameters: [] }, forItself(60_000));
    const rows: EngineRow[] = [];
    for await (const batch of batches) rows.push(...(batch as EngineRow[]));
    return rows;
  };

  async function running(mark: string): Promise<number> {
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE $1 AND pid <> pg_backend_pid()`,
      [`%${mark}%`],
    );
    return rows[0]!.n;
  }

  test('the neighbour can write, and has its own settings, after queries, failures and exports', async () => {
    const before = await settings();
    for (let round = 0; round < 3; round++) {
      await Promise.all([ask(engine, `SELECT ${round}`), ask(engine, `SELECT ${round}, 2`)]);
      await expect(ask(engine, 'SELECT 1 / $1::int', [round - round])).rejects.toMatchObject({ code: '22012' });
      await expect(ask(engine, 'INSERT INTO event VALUES (1)')).rejects.toMatchObject({ code: '25006' });
      await all(engine, 'SELECT * FROM generate_series(1, 2500)');
      await neighbour.query('INSERT INTO event VALUES (1)');
      expect(await settings()).toEqual(before);
    }
    expect(await ask(engine, 'SELECT count(*) FROM event')).toEqual([['3']]);
  });

  test('answers are equal with the pooler and without it', async () => {
    const statement = `SELECT n, n / 3.0::float8, '2024-03-10 01:30:00+08'::timestamptz + n * interval '1 hour', interval '1 day' * n, NULL
      FROM generate_series(1, 3000) AS n`;
    const rows = await ask(engine, statement);
    expect(rows).toEqual(await ask(direct, statement));
    expect(await all(engine, statement)).toEqual(rows);
  });

  test('a statement that nobody waits for is cancelled, and the pool stays usable', async () => {
    for (let round = 0; round < 5; round++) {
      const mark = `SELECT pg_sleep(3000), ${7_000 + round}`;
      await expect(ask(engine, mark, [], 300)).rejects.toMatchObject({ code: 'QUERY_TIMEOUT' });
      await until(async () => (await running(mark)) === 0);
      expect(await Promise.all([ask(engine, 'SELECT 1'), ask(engine, 'SELECT 2')])).toEqual([[['1']], [['2']]]);
    }
    await neighbour.query('INSERT INTO event VALUES (1)');
  });

  test('more statements than sessions share them', async () => {
    const runs = Array.from({ length: 60 }, (_, index) =>
      index % 3 === 0
        ? expect(ask(engine, `SELECT ${index} / 0`)).rejects.toMatchObject({ code: '22012' })
        : ask(engine, `SELECT ${index}, pg_backend_pid() > 0`).then((rows) =>
            expect(rows).toEqual([[String(index), 't']]),
          ),
    );
    await Promise.all([...runs, neighbour.query('INSERT INTO event VALUES (1)')]);
  });

  test('an export that its reader leaves gives its session back', async () => {
    const { batches } = await engine.stream(
      { text: 'SELECT * FROM generate_series(1, 100000)', parameters: [] },
      forItself(60_000),
    );
    for await (const batch of batches) {
      expect(batch).toHaveLength(1_000);
      break;
    }
    await Promise.all([
      ask(engine, 'SELECT 3'),
      ask(engine, 'SELECT 4'),
      neighbour.query('INSERT INTO event VALUES (1)'),
    ]);
  });
});
