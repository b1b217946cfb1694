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
  expect(given.told).toBe("For the indexes of the database: it has 13 on the registry's columns.\n");
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

test('--dialect chooses the SQL, by default that of DATABASE_URL, and looks at no other database', async () => {
  const plain = await callCli(['sql', ...QUESTION]);
  expect((await callCli(['sql', ...QUESTION, '--dialect', 'postgresql'])).out).toBe(plain.out);
  const clickhouse = await callCli(['sql', ...QUESTION, '--dialect', 'clickhouse'], { DATABASE_URL: database.url });
  expect(clickhouse.told).toMatch(/^For a database without indexes, as none was looked at/);
  expect(clickhouse.out).toMatch(/ as materialized \([^]*\{p1:[^]*\n\n-- p1 = /);
  expect(clickhouse.out).not.toMatch(/\$\d|^settings$/m);
  const url = 'clickhouse://reader@127.0.0.1:1/shop';
  expect((await callCli(['sql', ...QUESTION, '--no-database'], { DATABASE_URL: url })).out).toBe(clickhouse.out);
});

test('--literal for ClickHouse ends with the settings that its numbers need', async () => {
  const { code, out } = await callCli(['sql', ...QUESTION, '--literal', '--dialect', 'clickhouse']);
  expect(code).toBe(0);
  expect(out).not.toMatch(/\{p\d/);
  expect(out).toMatch(/\nsettings\n {2}enable_materialized_cte = '1',\n {2}join_use_nulls = '1',[^]*;\n$/);
});

test('a dialect that the database does not have, or that does not exist, is a mistake', async () => {
  expect(await callCli(['sql', ...QUESTION, '--dialect', 'clickhouse', '--database'])).toEqual({
    code: 2,
    out: '',
    told: expect.stringContaining(
      'The database is for --dialect postgresql. Leave out --database or --dialect clickhouse.',
    ) as string,
  });
  const { code, told } = await callCli(['sql', ...QUESTION, '--dialect', 'mysql']);
  expect([code, told]).toEqual([2, expect.stringContaining('Allowed choices are postgresql, clickhouse')]);
});
