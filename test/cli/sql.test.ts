import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { AS_OF } from './spawnCli';
import { callCli } from './callCli';

/** `metergate sql`: the statement, which gives the number of `metergate query` wherever it is run. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const QUESTION = ['total_generations', 'active_users_daily', '--last', '7', ...AS_OF];

async function run(text: string): Promise<unknown> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('--literal runs as it is, with a database and without; what it is for is said', async () => {
  const [without, given] = [
    await callCli(['sql', ...QUESTION, '--literal']),
    await callCli(['sql', ...QUESTION, '--literal'], { DATABASE_URL: database.url }),
  ];
  expect(without.told).toMatch(/^For a database without indexes, as none was looked at/);
  expect(given.told).toBe("For the indexes of the database: it leads 13 of the registry's columns.\n");
  expect(given.out).not.toBe(without.out);
  for (const { code, out } of [without, given]) {
    expect(code).toBe(0);
    expect(await run(out)).toEqual([expect.objectContaining({ total_generations: '13' })]);
  }
});

test('with parameters below it, as comments', async () => {
  const { out } = await callCli(['sql', ...QUESTION, '--where', 'utm_source=it\'s "so"\n'], {});
  expect(out).toMatch(/^with\n/);
  const [statement, comments] = out.split('\n\n') as [string, string];
  const used = new Set(statement.match(/\$\d+/g));
  expect(comments.trimEnd().split('\n')).toHaveLength(used.size);
  expect(comments).toContain(String.raw`"it's \"so\"\n"`);
  for (const line of comments.trimEnd().split('\n')) expect(line).toMatch(/^-- \$\d+ = /);
});
