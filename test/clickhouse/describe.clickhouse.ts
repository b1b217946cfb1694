import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine } from '../../src/engine/engine';
import { registryOf } from '../tables/ownProduct';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

let database: FreshClickhouse;
let engine: Engine;
let archive: string;

beforeAll(async () => {
  database = await freshClickhouse();
  archive = `${database.name}_archive`;
  await database.write(
    `CREATE TABLE event (
      id UInt64, kind LowCardinality(Nullable(String)), amount Nullable(Decimal(12, 2)), at DateTime64(6, 'UTC'),
      noticed DateTime, day Date, mood Enum8('good' = 1), ref UUID, done Bool, rate Float64, code FixedString(2),
      tags Array(String), small Int16, gone String EPHEMERAL, twice UInt64 ALIAS id * 2
    ) ENGINE = MergeTree ORDER BY (at, kind) SETTINGS allow_nullable_key = 1`,
    'CREATE TABLE visit (person Int64, at DateTime) ENGINE = ReplacingMergeTree PRIMARY KEY person ORDER BY (person, at)',
    'CREATE TABLE by_day (at DateTime) ENGINE = MergeTree ORDER BY toDate(at)',
    'CREATE VIEW event_by_kind AS SELECT kind, count() AS events FROM event GROUP BY kind',
    `CREATE DATABASE ${archive}`,
    `CREATE TABLE ${archive}.event (id Int32) ENGINE = Memory`,
  );
  engine = await openClickhouse(database.url, { connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.write(`DROP DATABASE ${archive}`);
  await database.drop();
});

test('columns are described, those of the present database first', async () => {
  const found = (await engine.columns()).filter(({ schema }) => [database.name, archive].includes(schema));
  expect(
    found.map(({ schema, table, column, type, visible }) => [schema === archive, table, column, type, visible]),
  ).toEqual([
    [false, 'by_day', 'at', 'DateTime', true],
    [false, 'event', 'id', 'UInt64', true],
    [false, 'event', 'kind', 'String', true],
    [false, 'event', 'amount', 'Decimal', true],
    [false, 'event', 'at', "DateTime64('UTC')", true],
    [false, 'event', 'noticed', 'DateTime', true],
    [false, 'event', 'day', 'Date', true],
    [false, 'event', 'mood', 'enum', true],
    [false, 'event', 'ref', 'UUID', true],
    [false, 'event', 'done', 'Bool', true],
    [false, 'event', 'rate', 'Float64', true],
    [false, 'event', 'code', 'FixedString', true],
    [false, 'event', 'tags', 'Array', true],
    [false, 'event', 'small', 'Int16', true],
    [false, 'event', 'twice', 'UInt64', true],
    [false, 'event_by_kind', 'kind', 'String', true],
    [false, 'event_by_kind', 'events', 'UInt64', true],
    [false, 'visit', 'person', 'Int64', true],
    [false, 'visit', 'at', 'DateTime', true],
    [true, 'event', 'id', 'Int32', false],
  ]);
});

test('the first column of a key finds rows; no key is unique', async () => {
  const found = (await engine.columns()).filter(({ schema }) => schema === database.name);
  expect(found.flatMap(({ table, indexes }) => indexes.map((columns) => [table, ...columns]))).toEqual([
    ['event', 'at', 'kind'],
    ['visit', 'person'],
  ]);
  expect(found.flatMap(({ uniqueIndexes }) => uniqueIndexes)).toEqual([]);
});

const check = async (tables: string) => {
  const problems = await engine.check(registryOf(`tables:\n${tables}`));
  return problems.map((one) => one.replace(/^[^ ]+ /, ''));
};

test('types that fit, and tables of other databases', async () => {
  const fits = `
  event:
    primaryKey: id
    columns: { id: bigint, kind: text, amount: numeric, at: timestamptz, noticed: timestamptz, day: date, mood: enum, ref: uuid, done: boolean, small: integer, twice: numeric }
  old:
    schema: ${archive}
    name: event
    primaryKey: id
    columns: { id: bigint }`;
  expect(await check(fits)).toEqual([]);
});

test('types that do not fit, with what to do', async () => {
  const wrong = `
  event:
    primaryKey: id
    columns: { id: integer, kynd: text, amount: bigint, noticed: { type: timestamp, timeZone: UTC }, mood: text, rate: numeric, code: text }
  evnt: { primaryKey: id, columns: { id: bigint } }`;
  expect(await check(wrong)).toEqual([
    'the column "id" of "event" is UInt64 in the database — expected Int32, Int16, Int8, UInt16, UInt8 for the declared integer; declare it bigint',
    'the table "event" has no column "kynd" — expected text; did you mean "kind"?',
    'the column "amount" of "event" is Decimal in the database — expected Int64, Int32, Int16, Int8, UInt16, UInt8, UInt32, UInt64 for the declared bigint; declare it numeric',
    `the column "noticed" of "event" is DateTime in the database — expected DateTime64('UTC'), DateTime('UTC') for the declared timestamp; declare it timestamptz`,
    'the column "mood" of "event" is enum in the database — expected String for the declared text; declare it enum',
    expect.stringContaining('is Float64 in the database — expected Decimal,') as string,
    'the column "code" of "event" is FixedString in the database — expected String for the declared text; read it through a view that casts it to String',
    'no table "evnt" in the database — expected a table or view "evnt" that this connection may read; did you mean "event"?',
  ]);
});

test('a select of the registry is described, and does not run', async () => {
  const select = (text: string) => check(`\n  own: { sql: "${text}", primaryKey: id, columns: { id: bigint } }`);
  expect(await select('select id, sleepEachRow(3) as s from event, numbers(1000) as n -- end')).toEqual([]);
  expect(await select('select toString(id) as id from event')).toEqual([
    expect.stringContaining('the column "id" of the `sql` of "own" is String') as string,
  ]);
  for (const text of ['select id from evnt', 'selct 1', 'select id from event) as x, (select 1', 'drop table event']) {
    expect(await select(text)).toEqual([expect.stringContaining('the database refuses the `sql` of "own"') as string]);
  }
});
