import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { callCli } from './callCli';

/** `metergate check` suggests the indexes that declared metrics would use. */
let database: FreshDatabase;
let client: Client;
beforeAll(async () => {
  database = await productDatabase('none');
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    insert into task_generate_log (user_id, status, created_at)
    select n % 400, 'success', '2026-01-01'::timestamptz + n * interval '1 minute' from generate_series(1, 12000) as n;
    analyze task_generate_log`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The suggestions, without the lines before them. */
async function suggestions(): Promise<string[]> {
  const { code, out, told } = await callCli(['check'], { DATABASE_URL: database.url });
  expect({ code, out }).toEqual({ code: 0, out: '' });
  return told.split('Suggestion: ').slice(1);
}

test('with all indexes there is no suggestion', async () => {
  expect(await suggestions()).toEqual([]);
});

test('an index of the user alone is not enough for a return', async () => {
  await client.query(`
    drop index task_generate_log_user_id_created_at_idx;
    create index on task_generate_log (user_id)`);
  const found = await suggestions();
  expect(found).toEqual([
    'task_generate_log has no index that begins with user_id, created_at. Without it, retention_day_1, ' +
      'retention_week_1, returned_users_day_1 and 1 more may read every row of the range; with it, they look up the ' +
      'entities of the cohort (about 30 of 12,000 rows for each).\n' +
      '  CREATE INDEX CONCURRENTLY ON "task_generate_log" ("user_id", "created_at");\n',
  ]);
  await client.query(found[0]!.split('\n')[1]!);
  expect(await suggestions()).toEqual([]);
});

test('without an index of the time, a range reads the whole table', async () => {
  await client.query('drop index task_generate_log_created_at_idx');
  const found = await suggestions();
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(
    ' may read all of its 12,000 rows for every range; with it, those of the range.\n' +
      '  CREATE INDEX CONCURRENTLY ON "task_generate_log" ("created_at");\n',
  );
  await client.query(found[0]!.split('\n')[1]!);
  expect(await suggestions()).toEqual([]);
});

test('a small table needs no index', async () => {
  await client.query('drop index user_action_log_created_at_idx; analyze user_action_log');
  expect(await suggestions()).toEqual([]);
});
