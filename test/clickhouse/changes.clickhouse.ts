import { isDeepStrictEqual } from 'node:util';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine, TableState } from '../../src/engine/engine';
import { until } from '../eventually';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

/** The changes that the parts of tables show. */
let database: FreshClickhouse;
let engine: Engine;
beforeAll(async () => {
  database = await freshClickhouse();
  await database.write(
    'CREATE TABLE asked (id Int32, part Date, n Int32 DEFAULT 0) ENGINE = MergeTree PARTITION BY part ORDER BY id',
    'CREATE TABLE other (id Int32) ENGINE = MergeTree ORDER BY id',
    'CREATE VIEW seen AS SELECT a.id AS id FROM asked AS a INNER JOIN other AS o ON a.id = o.id',
    'CREATE VIEW seen_again AS SELECT * FROM seen',
    'CREATE TABLE kept (id Int32) ENGINE = Memory',
    `INSERT INTO asked (id, part) VALUES (1, '2026-01-01'), (2, '2026-01-02')`,
  );
  engine = await openClickhouse(database.url, { connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

const readBy = (text: string, parameters: string[] = []) => engine.changes!.readBy({ text, parameters });
const now = (states: readonly TableState[]) => engine.changes!.states(states.map(({ table }) => table));
const sorted = (states: readonly TableState[]) => [...states].sort((a, b) => (a.table < b.table ? -1 : 1));
const names = (states: readonly TableState[]) => sorted(states).map(({ table }) => table.split('.')[1]);

/** Expects a change of the tables that a statement reads, and no change before it. */
async function expectSeen(text: string, ...change: string[]): Promise<void> {
  const before = sorted(await readBy(text));
  expect(before.length).toBeGreaterThan(0);
  expect(sorted(await now(before))).toEqual(before);
  await database.write(...change);
  expect(sorted(await now(before))).not.toEqual(before);
}

test('insert, mutation, lightweight delete, dropped partitions and truncate are noticed', async () => {
  const text = 'SELECT count() FROM asked WHERE id = 1';
  await expectSeen(text, `INSERT INTO asked (id, part) VALUES (3, '2026-01-01')`);
  await expectSeen(text, 'ALTER TABLE asked UPDATE n = 4 WHERE id = 3 SETTINGS mutations_sync = 2');
  await expectSeen(text, 'DELETE FROM asked WHERE n = 4');
  await expectSeen(text, `ALTER TABLE asked DROP PARTITION '2026-01-02'`);
  await expectSeen(text, 'TRUNCATE TABLE asked');
  await expectSeen(text, 'ALTER TABLE asked ADD COLUMN note String');
});

test('the last part that a mutation rewrites is a change, as the first one was', async () => {
  await database.write(
    'CREATE TABLE gate (open Int8) ENGINE = Memory',
    'CREATE TABLE rewritten (id Int32, n Int32 DEFAULT 0) ENGINE = MergeTree ORDER BY id',
    'INSERT INTO rewritten (id) VALUES (1)',
    'INSERT INTO rewritten (id) VALUES (2)',
  );
  const rewritten = async () => {
    const [[count] = []] = await database.ask('SELECT toInt32(sum(n)) FROM rewritten');
    return count;
  };
  // The second part fails, and is tried again, until the gate has a row.
  await database.write(
    'ALTER TABLE rewritten UPDATE n = 1 + throwIf(id = 2 AND (SELECT count() FROM gate) = 0) WHERE 1 SETTINGS mutations_sync = 0',
  );
  await until(async () => (await rewritten()) === 1);
  const between = await readBy('SELECT * FROM rewritten');
  await database.write('INSERT INTO gate VALUES (1)');
  await until(async () => (await rewritten()) === 2);
  expect(await now(between)).not.toEqual(between);
});

test('a merge of parts is no change, nor is a write to another table', async () => {
  await database.write(`INSERT INTO asked (id, part) VALUES (1, '2026-01-01')`);
  await database.write(`INSERT INTO asked (id, part) VALUES (2, '2026-01-01')`);
  const before = await readBy('SELECT * FROM asked');
  await database.write('OPTIMIZE TABLE asked FINAL', 'INSERT INTO other VALUES (1)');
  expect(await now(before)).toEqual(before);
});

test('a merge of parts that a mutation rewrote with later parts is no change', async () => {
  await database.write(
    `INSERT INTO asked (id, part) VALUES (4, '2026-01-01')`,
    'ALTER TABLE asked UPDATE n = 5 WHERE id = 4 SETTINGS mutations_sync = 2',
    `INSERT INTO asked (id, part) VALUES (5, '2026-01-01')`,
  );
  const before = await readBy('SELECT * FROM asked');
  await database.write('OPTIMIZE TABLE asked FINAL');
  expect(await now(before)).toEqual(before);
});

test('views are read through, also those of views, and CTEs that run once', async () => {
  expect(names(await readBy('SELECT * FROM seen_again'))).toEqual(['asked', 'other', 'seen', 'seen_again']);
  const once = 'WITH c AS MATERIALIZED (SELECT id FROM asked) SELECT * FROM c AS a, c AS b, system.one';
  expect(names(await readBy(once))).toEqual(['asked']);
  await expectSeen('SELECT * FROM seen_again', 'INSERT INTO other VALUES (2)');
  await expectSeen('SELECT * FROM seen_again', 'CREATE OR REPLACE VIEW seen AS SELECT id FROM asked');
});

test('parameters stay parameters, and a statement without tables reads none', async () => {
  expect(names(await readBy('SELECT * FROM asked WHERE id = {p1:Int32} -- end', ['1']))).toEqual(['asked']);
  expect(await readBy('SELECT 1')).toEqual([]);
});

test('nothing shows the changed rows of a table without parts', async () => {
  expect(await readBy('SELECT * FROM kept')).toEqual([
    { table: `${database.name}.kept`, definition: expect.any(String), rows: null },
  ]);
});

test('a table that is gone has no state', async () => {
  await database.write('CREATE TABLE brief (id Int32) ENGINE = MergeTree ORDER BY id');
  const before = await readBy('SELECT * FROM brief');
  await database.write('DROP TABLE brief SYNC');
  expect(await now(before)).toEqual([]);
});

test('a dropped partition leaves no trace in the parts, so they are no state for kept answers', async () => {
  await database.write(
    'CREATE TABLE dropped (id Int32, part Date) ENGINE = MergeTree PARTITION BY part ORDER BY id',
    `INSERT INTO dropped VALUES (1, '2026-01-01')`,
  );
  const all = async () => [
    await database.ask(`SELECT * FROM system.parts WHERE database = '${database.name}' AND table = 'dropped'`),
    await database.ask(`SELECT * FROM system.tables WHERE database = '${database.name}' AND name = 'dropped'`),
  ];
  const before = await all();
  await database.write(`INSERT INTO dropped VALUES (2, '2026-01-02')`);
  expect(await all()).not.toEqual(before);
  await database.write(`ALTER TABLE dropped DROP PARTITION '2026-01-02'`);
  // The server removes the empty part that it left behind.
  await until(async () => isDeepStrictEqual(await all(), before));
  // docs/decisions/0054-kept-on-clickhouse.md
  expect(engine.snapshot).toBeNull();
});
