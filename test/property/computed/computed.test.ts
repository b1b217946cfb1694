import fc from 'fast-check';
import { Client } from 'pg';
import { postgresDialect } from '../../../src/sql/postgres/dialect';
import { RUNS, SEED } from '../settings';
import { expected, returned, tableOf, world } from './world';

// Random expressions and filters over random rows: PostgreSQL computes what the evaluator does.

const client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
beforeAll(async () => {
  await client.connect();
  await client.query(`create type pg_temp.mood as enum ('sad', 'ok', 'Happy')`);
  await client.query(`
    create temp table computed_rows (
      id bigint, quantity integer, big bigint, price numeric, discount numeric, name text, code text, mood pg_temp.mood,
      token uuid, is_paid boolean, made_at timestamptz, local_at timestamp, day date
    )
  `);
});
afterAll(() => client.end());

test('computed columns and filters are those of the evaluator', async () => {
  const property = fc.asyncProperty(world, async (one) => {
    const { statement, ...known } = tableOf(one);
    const { text, parameters } = statement(postgresDialect);
    await client.query('truncate computed_rows');
    await client.query(`insert into computed_rows select * from json_populate_recordset(null::computed_rows, $1)`, [
      JSON.stringify(one.rows),
    ]);
    const { rows } = await client.query<unknown[]>({ text, values: [...parameters], rowMode: 'array' });
    expect(returned(one, rows)).toEqual(expected(one, known));
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
}, 600_000);
