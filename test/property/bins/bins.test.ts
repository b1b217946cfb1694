import fc from 'fast-check';
import { Client } from 'pg';
import { postgresDialect } from '../../../src/sql/postgres/dialect';
import { RUNS, SEED } from '../settings';
import { expected, returned, statementOf, world } from './world';

// Random numbers in random bins: PostgreSQL groups, tests and orders them as the evaluator does.

const client = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
beforeAll(() => client.connect());
afterAll(() => client.end());

test('numbers and their bins are those of the evaluator', async () => {
  const property = fc.asyncProperty(world, async (one) => {
    const { text, parameters } = statementOf(one, postgresDialect);
    const { rows } = await client.query<unknown[]>({ text, values: [...parameters], rowMode: 'array' });
    expect(returned(one, rows)).toEqual(expected(one));
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
}, 600_000);
