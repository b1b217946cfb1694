import { Client } from 'pg';
import { forItself } from '../../src/engine/asker';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine } from '../../src/engine/engine';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import { compile } from '../../src/sql/compile';
import { write, type Dialect } from '../../src/sql/dialect';
import { parameter, sql, type Sql } from '../../src/sql/fragment';
import type { Statement } from '../../src/sql/statement';
import { postgresDialect } from '../../src/sql/postgres/dialect';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

// The instants of dates and of times without a zone are PostgreSQL's, also where clocks change.

/** By zone, days on which its clock changed. */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'Pacific/Apia': ['2011-12-30', '2011-04-02', '2010-09-26'],
  'Pacific/Kwajalein': ['1993-08-21'],
  'Atlantic/Azores': ['2023-03-26', '2023-10-29'],
  'America/New_York': ['2026-03-08', '2026-11-01'],
  'America/Sao_Paulo': ['2018-02-18', '2018-11-04'],
  'Australia/Lord_Howe': ['2026-04-05', '2026-10-04'],
  'Africa/Cairo': ['2024-04-26', '2024-11-01'],
  'Asia/Shanghai': ['1991-09-15', '2026-05-01'],
  'Asia/Kathmandu': ['1986-01-01'],
};

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;

let database: FreshClickhouse;
let engine: Engine;
const postgres = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });

beforeAll(async () => {
  await postgres.connect();
  database = await freshClickhouse();
  engine = await openClickhouse(database.url, { connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
  await postgres.end();
});

/** Texts, one for each step of time, from two days before a day to three days after. */
function around(day: string, stepMs: number): string[] {
  const first = Date.parse(day) - 2 * DAY_MS;
  return Array.from({ length: (5 * DAY_MS) / stepMs }, (_, index) =>
    new Date(first + index * stepMs).toISOString().slice(0, stepMs < DAY_MS ? 19 : 10),
  );
}

/** Milliseconds of an instant for each of some texts, which `l.at` is in turn. */
async function instants(dialect: Dialect, instant: Sql, from: Sql): Promise<unknown[]> {
  const statement = compile(sql`select l.at, ${write('epochMilliseconds', instant)} ${from} order by 1`, dialect);
  const rows =
    dialect === clickhouseDialect ? await engine.run(statement, forItself(100_000)) : await onPostgres(statement);
  return rows.map((row) => `${String(row[0])} ${String(row[1])}`);
}

async function onPostgres({ text, parameters }: Statement): Promise<readonly (readonly unknown[])[]> {
  return (await postgres.query<unknown[]>({ text, values: [...parameters], rowMode: 'array' })).rows;
}

async function expectEqual(primitive: 'instantOfLocal' | 'firstInstantOf', zone: string, texts: readonly string[]) {
  const all = parameter([...texts], 'text[]');
  const type = primitive === 'instantOfLocal' ? sql`timestamp` : sql`date`;
  const read = primitive === 'instantOfLocal' ? sql`toDateTime64(l.at, 6, 'UTC')` : sql`toDate32(l.at)`;
  const theirs = await instants(
    postgresDialect,
    write(primitive, sql`(l.at::${type})`, zone),
    sql`from unnest(${all}) as l (at)`,
  );
  const ours = await instants(
    clickhouseDialect,
    write(primitive, read, zone),
    sql`from (select arrayJoin(${all}) as at) as l`,
  );
  expect(ours).toEqual(theirs);
}

test.each(Object.entries(CHANGES))('times of a clock in %s', async (zone, days) => {
  const texts = days.flatMap((day) => around(day, QUARTER_MS));
  await expectEqual('instantOfLocal', zone, texts);
});

test.each(Object.entries(CHANGES))('dates in %s', async (zone, days) => {
  const texts = days.flatMap((day) => around(day, DAY_MS));
  await expectEqual('firstInstantOf', zone, texts);
});
