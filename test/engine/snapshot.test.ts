import { Client } from 'pg';
import { forItself } from '../../src/engine/asker';
import { Deadline } from '../../src/engine/deadline';
import type { Engine } from '../../src/engine/engine';
import { Looks } from '../../src/engine/looks';
import { openPostgres } from '../../src/engine/postgres/open';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/** The state of PostgreSQL, and the statements whose rows it decides. */
let database: FreshDatabase;
let engine: Engine;
let writer: Client;
beforeAll(async () => {
  database = await freshDatabase();
  writer = await connected();
  await writer.query(`
    CREATE TABLE asked (id int PRIMARY KEY, at timestamptz, kind text);
    CREATE TABLE part (id int, at date) PARTITION BY RANGE (at);
    CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')`);
  engine = await openPostgres(database.url);
});
afterAll(async () => {
  await engine.close();
  await writer.end();
  await database.drop();
});

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
}

const look = () => engine.snapshot!.look(new Deadline(10_000));
const decides = (text: string) => engine.snapshot!.decides({ text, parameters: [] }, forItself(10_000));

/** Other test files write to the same server, so a state is only known to change. */
async function expectChange(...texts: string[]): Promise<void> {
  const before = await look();
  expect(before).not.toBeNull();
  for (const text of texts) await writer.query(text);
  expect(await look()).not.toBe(before);
}

test('every commit changes the state at once, also two on one session, and a definition', async () => {
  await expectChange('INSERT INTO asked VALUES (1)');
  await expectChange('INSERT INTO asked VALUES (2)');
  await expectChange('UPDATE asked SET id = 3 WHERE id = 2');
  await expectChange('DELETE FROM asked WHERE id = 3');
  await expectChange('TRUNCATE asked');
  await expectChange('ALTER TABLE asked ADD COLUMN amount int');
  await expectChange('CREATE VIEW seen AS SELECT id FROM asked', 'CREATE OR REPLACE VIEW seen AS SELECT 1 AS id');
});

test('a transaction that began before a look and commits after it changes the state', async () => {
  const late = await connected();
  await late.query('BEGIN; INSERT INTO asked VALUES (10)');
  // A later one commits first, so that the late one is among those in progress.
  await writer.query('INSERT INTO asked VALUES (11)');
  const before = await look();
  await late.query('COMMIT');
  expect(await look()).not.toBe(before);
  await late.end();
});

test('a reading transaction changes nothing that the state shows', async () => {
  // Other files may write in between: then the state is compared again.
  for (;;) {
    const before = await look();
    await writer.query('SELECT count(*) FROM asked');
    if ((await look()) === before) return;
  }
});

test('the state decides the rows of tables, of their parts, and of views that only read tables', async () => {
  await writer.query(`
    CREATE VIEW plain AS SELECT kind, date_trunc('day', at) AS day, count(*) AS n, at + interval '1 day' AS next
      FROM asked WHERE at < '2026-01-01' GROUP BY 1, 2, 4;
    CREATE VIEW within AS SELECT * FROM plain WHERE n::text <> '1';
    CREATE MATERIALIZED VIEW stored AS SELECT * FROM asked`);
  for (const table of ['asked', 'part', 'plain', 'within', 'stored', 'asked JOIN part USING (id)']) {
    expect([table, await decides(`SELECT * FROM ${table}`)]).toEqual([table, true]);
  }
});

test('the state does not decide what depends on the clock, on the session, on chance or on another server', async () => {
  await writer.query(`
    CREATE FUNCTION lucky(int) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT true';
    CREATE VIEW recent AS SELECT * FROM asked WHERE at > now() - interval '1 day';
    CREATE VIEW of_today AS SELECT * FROM asked WHERE at > CURRENT_DATE;
    CREATE VIEW by_text AS SELECT * FROM asked WHERE at > kind::timestamptz;
    CREATE VIEW of_session AS SELECT * FROM asked WHERE kind = current_setting('application_name');
    CREATE VIEW of_chance AS SELECT * FROM asked WHERE random() < 0.5;
    CREATE VIEW of_sample AS SELECT * FROM asked TABLESAMPLE bernoulli (50);
    CREATE VIEW of_function AS SELECT * FROM asked WHERE lucky(id);
    CREATE VIEW of_sorted AS SELECT * FROM asked ORDER BY age(at);
    CREATE VIEW of_server AS SELECT relname, reltuples FROM pg_class;
    CREATE VIEW beneath AS SELECT * FROM recent;
    CREATE FUNCTION hidden() RETURNS SETOF asked LANGUAGE sql VOLATILE AS 'SELECT * FROM asked';
    CREATE VIEW of_rows AS SELECT * FROM hidden();
    CREATE TABLE guarded (id int);
    ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;
    ALTER TABLE guarded FORCE ROW LEVEL SECURITY;
    CREATE VIEW of_guarded AS SELECT * FROM guarded;
    CREATE SEQUENCE counter;
    CREATE FOREIGN DATA WRAPPER nothing;
    CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
    CREATE FOREIGN TABLE part_2 PARTITION OF part FOR VALUES FROM ('2026-02-01') TO ('2026-03-01') SERVER elsewhere`);
  const names = ['recent', 'of_today', 'by_text', 'of_session', 'of_chance', 'of_sample', 'of_function', 'of_sorted'];
  for (const name of [...names, 'of_server', 'beneath', 'of_rows', 'of_guarded', 'counter', 'part', 'part_2']) {
    expect([name, await decides(`SELECT * FROM ${name}`)]).toEqual([name, false]);
  }
  expect(await decides('SELECT 1')).toBe(false);
  expect(await decides('SELECT * FROM pg_stat_activity')).toBe(false);
});

test('a caller never gets a look that began before it asked, and those that wait share one', async () => {
  const begun: (() => void)[] = [];
  const looks = new Looks(() => new Promise<number>((end) => begun.push(() => end(begun.length))));
  const deadline = new Deadline(60_000);
  const first = looks.ask(deadline);
  const others = [looks.ask(deadline), looks.ask(deadline)];
  expect(begun).toHaveLength(1);
  begun[0]!();
  await first;
  await new Promise(setImmediate);
  expect(begun).toHaveLength(2);
  const later = looks.ask(deadline);
  begun[1]!();
  await Promise.all(others);
  await new Promise(setImmediate);
  begun[2]!();
  expect([await first, ...(await Promise.all(others)), await later]).toEqual([1, 2, 2, 3]);
  expect(begun).toHaveLength(3);
});
