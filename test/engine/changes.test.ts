import { Client } from 'pg';
import type { Engine, TableState } from '../../src/engine/engine';
import { openPostgres } from '../../src/engine/postgres/open';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { until } from '../eventually';

/** The changes that PostgreSQL reports to a role that may only read. */
const ROLE = `reader_${process.pid}`;
let database: FreshDatabase;
let engine: Engine;
let readOnly: string;
beforeAll(async () => {
  database = await freshDatabase();
  await write(`
    CREATE TABLE asked (id int PRIMARY KEY, part date);
    CREATE TABLE part (id int, at date) PARTITION BY RANGE (at);
    CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM ('2026-01-01') TO ('2026-02-01') PARTITION BY LIST (id);
    CREATE TABLE part_1_a PARTITION OF part_1 FOR VALUES IN (1, 2);
    CREATE TABLE parent (id int);
    CREATE TABLE child () INHERITS (parent);
    CREATE VIEW seen AS SELECT asked.id, part.at FROM asked JOIN part USING (id);
    CREATE VIEW seen_again AS SELECT * FROM seen;
    CREATE MATERIALIZED VIEW kept AS SELECT * FROM asked;
    CREATE ROLE ${ROLE} LOGIN PASSWORD 'x';
    GRANT SELECT ON asked, part, parent, seen_again, kept TO ${ROLE}`);
  const url = new URL(database.url);
  url.username = ROLE;
  url.password = 'x';
  readOnly = url.href;
  engine = await openPostgres(readOnly);
});
afterAll(async () => {
  await engine.close();
  await write(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`);
  await database.drop();
});

async function write(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  for (const sql of statements) await client.query(sql);
  await client.end();
}

const readBy = (text: string, parameters: string[] = []) => engine.changes!.readBy({ text, parameters });
const now = (states: readonly TableState[]) => engine.changes!.states(states.map(({ table }) => table));
const isSame = (one: readonly TableState[], other: readonly TableState[]) => {
  const written = (states: readonly TableState[]) =>
    JSON.stringify([...states].sort((a, b) => Number(a.table) - Number(b.table)));
  return written(one) === written(other);
};

/** Expects a change of the tables that a statement reads, and no change before it. */
async function expectSeen(text: string, ...change: string[]): Promise<void> {
  const before = await readBy(text);
  expect(before.length).toBeGreaterThan(0);
  expect(isSame(before, await now(before))).toBe(true);
  await write(...change);
  await until(async () => !isSame(before, await now(before)));
}

test('insert, update, delete and truncate are noticed, and so is a rollback, which does no harm', async () => {
  const text = 'SELECT count(*) FROM asked';
  await expectSeen(text, 'INSERT INTO asked VALUES (1)');
  await expectSeen(text, `UPDATE asked SET part = '2026-01-01'`);
  await expectSeen(text, 'DELETE FROM asked');
  await expectSeen(text, 'INSERT INTO asked VALUES (1)');
  await expectSeen(text, 'TRUNCATE asked');
  await expectSeen(text, 'BEGIN; INSERT INTO asked VALUES (1); ROLLBACK');
});

test('a table that nobody writes to keeps its state, whatever happens to other tables', async () => {
  const before = await readBy('SELECT * FROM asked');
  await write('INSERT INTO part VALUES (2, $$2026-01-03$$)', 'VACUUM ANALYZE asked', 'SELECT count(*) FROM asked');
  const other = await readBy('SELECT * FROM part');
  await write('DELETE FROM part');
  await until(async () => !isSame(other, await now(other)));
  expect(isSame(before, await now(before))).toBe(true);
});

test('a table is watched with its partitions and children, including new ones', async () => {
  await expectSeen('SELECT * FROM part', 'INSERT INTO part VALUES (1, $$2026-01-02$$)');
  await expectSeen('SELECT * FROM part WHERE false', 'UPDATE part_1_a SET id = 2');
  await expectSeen(
    'SELECT * FROM part',
    `CREATE TABLE part_2 (id int, at date); INSERT INTO part_2 VALUES (1, '2026-02-02')`,
    `ALTER TABLE part ATTACH PARTITION part_2 FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')`,
  );
  await expectSeen('SELECT * FROM part', 'ALTER TABLE part DETACH PARTITION part_2');
  await expectSeen('SELECT * FROM parent', 'INSERT INTO child VALUES (1)');
});

test('a change is noticed through views; a materialized view changes when it is refreshed', async () => {
  await expectSeen('SELECT * FROM seen_again', 'INSERT INTO asked VALUES (3)');
  await expectSeen('SELECT * FROM seen_again', 'DELETE FROM part');
  await expectSeen('SELECT * FROM kept', 'REFRESH MATERIALIZED VIEW kept');
});

test('a name that now means another table is noticed', async () => {
  const definitions = (states: readonly TableState[]) => states.map(({ definition }) => definition);
  const table = await readBy('SELECT * FROM asked');
  await write('ALTER TABLE asked RENAME TO asked_before; CREATE TABLE asked (id int PRIMARY KEY, part date)');
  expect(definitions(await now(table))).not.toEqual(definitions(table));
  await write(`GRANT SELECT ON asked TO ${ROLE}`);
  const view = await readBy('SELECT * FROM seen_again');
  await write('CREATE OR REPLACE VIEW seen_again AS SELECT * FROM seen WHERE id > 0');
  await until(async () => !isSame(view, await now(view)));
  await write('DROP TABLE asked');
  expect(await now(await readBy('SELECT * FROM kept'))).toHaveLength(1);
});

test("parameters stay parameters, a CTE may have a table's name, and a statement without tables reads none", async () => {
  await write(`CREATE TABLE IF NOT EXISTS asked (id int, part date); GRANT SELECT ON asked TO ${ROLE}`);
  const found = await readBy('WITH part AS (SELECT * FROM asked WHERE id = $1::int) SELECT * FROM part -- end', ['1']);
  expect(found).toHaveLength(1);
  expect(await readBy('SELECT 1')).toEqual([]);
});

test('a database with `track_counts` off reports no number of changed rows', async () => {
  const url = new URL(database.url);
  url.searchParams.set('options', '-c track_counts=off');
  const blind = await openPostgres(url.href);
  const found = await blind.changes!.readBy({ text: 'SELECT * FROM kept', parameters: [] });
  expect(found).toEqual([{ table: expect.any(String), definition: expect.any(String), rows: null }]);
  await blind.close();
});
