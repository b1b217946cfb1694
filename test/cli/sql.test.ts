import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { AS_OF } from './spawnCli';
import { callCli } from './callCli';

/** `metergate sql`: the printed statement returns the number of `metergate query`. */
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

test('--literal prints a statement that runs unchanged, and says which indexes it is planned for', async () => {
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

test('without --literal, the parameters follow the statement as comments', async () => {
  const { out } = await callCli(['sql', ...QUESTION, '--where', 'utm_source=it\'s "so"\n'], {});
  expect(out).toMatch(/^with\n/);
  const [statement, comments] = out.split('\n\n') as [string, string];
  const used = new Set(statement.match(/\$\d+/g));
  expect(comments.trimEnd().split('\n')).toHaveLength(used.size);
  expect(comments).toContain(String.raw`"it's \"so\"\n"`);
  for (const line of comments.trimEnd().split('\n')) expect(line).toMatch(/^-- \$\d+ = /);
});
