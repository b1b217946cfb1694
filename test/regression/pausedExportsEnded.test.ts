import { once } from 'node:events';
import { Client } from 'pg';
import { forItself } from '../../src/engine/asker';
import type { Engine, EngineRow } from '../../src/engine/engine';
import { isLost, unavailable } from '../../src/engine/postgres/failure';
import { openPostgres } from '../../src/engine/postgres/open';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/**
 * A server with `idle_in_transaction_session_timeout` ended exports whose reader paused, and the
 * log said that the database did not accept the connection.
 */
let database: FreshDatabase;
let owner: Client;
let limited: string;
let engine: Engine;

beforeAll(async () => {
  database = await freshDatabase();
  owner = new Client({ connectionString: database.url });
  await owner.connect();
  const options = '-c idle_in_transaction_session_timeout=300 -c transaction_timeout=600';
  limited = `${database.url}?options=${encodeURIComponent(options)}`;
  engine = await openPostgres(limited);
});
afterAll(async () => {
  await engine.close();
  await owner.end();
  await database.drop();
});

const rows = (count: number) =>
  engine.stream(
    { text: `SELECT n, repeat('x', 500) FROM generate_series(1, ${count}) AS n`, parameters: [] },
    forItself(600_000),
  );

/** Resolves when the server has ended another transaction with the same limits. */
async function limitsHaveEndedAnother(): Promise<void> {
  const other = new Client({ connectionString: limited });
  other.on('error', () => undefined);
  await other.connect();
  const [error] = await Promise.all([once(other, 'error'), other.query('BEGIN')]);
  expect(error[0]).toMatchObject({ code: expect.stringMatching(/^25P0[34]$/) });
}

test('an export goes on after a pause that ends other transactions', async () => {
  const { batches } = await rows(20_000);
  let count = 0;
  for await (const batch of batches) {
    if (count === 0) {
      await limitsHaveEndedAnother();
      // The second limit is twice as long.
      await limitsHaveEndedAnother();
      await limitsHaveEndedAnother();
    }
    count += (batch as EngineRow[]).length;
  }
  expect(count).toBe(20_000);
});

test('an export whose transaction the server ends has lost its connection', async () => {
  const { batches } = await rows(20_000);
  const failed = once(batches, 'error');
  await owner.query(
    `SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  batches.resume();
  const [error] = (await failed) as [unknown];
  expect(error).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
  expect(String(error)).toMatch(/the connection was lost|it ended the connection/);
});

test.each(['25P03', '25P04', '57P05'])('the code %s means that the server ended the connection', (code) => {
  const error = Object.assign(new Error('terminating connection due to a timeout'), { code });
  expect(isLost(error)).toBe(true);
  expect(unavailable('postgresql', error).message).toContain('it ended the connection');
});
