import fc from 'fast-check';
import { forItself } from '../../src/engine/asker';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine } from '../../src/engine/engine';
import { clickhouseDialect } from '../../src/sql/clickhouse/dialect';
import { expected, returned, statementOf, world } from '../property/bins/world';
import { RUNS, SEED } from '../property/settings';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

// Random numbers in random bins: ClickHouse groups, tests and orders them as the evaluator does.

let database: FreshClickhouse;
let engine: Engine;
beforeAll(async () => {
  database = await freshClickhouse();
  engine = await openClickhouse(database.url, { connectWithinMs: 100_000 });
});
afterAll(async () => {
  await engine.close();
  await database.drop();
});

test('numbers and their bins are those of the evaluator', async () => {
  const property = fc.asyncProperty(world, async (one) => {
    const rows = await engine.run(statementOf(one, clickhouseDialect), forItself(100_000));
    expect(returned(one, rows)).toEqual(expected(one));
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED });
}, 600_000);
