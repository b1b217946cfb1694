import { Client } from 'pg';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { spawnCli } from './spawnCli';

/** `metergate demo` and `metergate migrate`: they write only into tables that are theirs. */
const databases: FreshDatabase[] = [];
afterAll(() => Promise.all(databases.map((one) => one.drop())));

async function kept(database: Promise<FreshDatabase>): Promise<FreshDatabase> {
  const made = await database;
  databases.push(made);
  return made;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

// Each test starts processes and makes demo data, which takes long on a busy machine.

test('a database with other tables or rows stays unchanged', async () => {
  const [bare, own] = await Promise.all([kept(freshDatabase()), kept(productDatabase())]);
  const before = await ask(own.url, 'select *, xmin::text from "user" order by id');
  const [tables, rows] = await Promise.all([
    spawnCli(['demo', '--yes'], { DATABASE_URL: bare.url }),
    spawnCli(['demo', '--yes'], { DATABASE_URL: own.url }),
  ]);
  expect(tables).toMatchObject({
    code: 1,
    told: expect.stringMatching(/does not have the gateway's tables\. .*metergate migrate/),
  });
  expect(rows).toMatchObject({
    code: 1,
    told: expect.stringContaining('has rows that are not demo data; nothing was changed'),
  });
  expect(await ask(bare.url, `select from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([]);
  expect(await ask(own.url, 'select *, xmin::text from "user" order by id')).toEqual(before);
});

test('migrate, then demo --yes, can be repeated until the user adds a row', async () => {
  const { url } = await kept(freshDatabase());
  const env = { DATABASE_URL: url };
  expect(await spawnCli(['migrate'], env)).toMatchObject({
    code: 0,
    out: expect.stringContaining('is up to date.'),
    told: '',
  });
  const first = await spawnCli(['demo', '--yes'], env);
  expect(first).toMatchObject({ code: 0, told: '' });
  expect(first.out).toMatch(/^Making demo data in .*\n {2}[\d,]+ in user, /);
  const [{ count }] = (await ask(url, 'select count(*)::int as count from trade')) as [{ count: number }];
  expect(await spawnCli(['demo', '--yes'], env)).toMatchObject({ code: 0 });
  expect(
    await ask(url, 'select count(*) between $1 - 20 and $1 + 20 as same from trade'.replaceAll('$1', `${count}`)),
  ).toEqual([{ same: true }]);

  await ask(url, `insert into "user" (registration_date) values (now())`);
  expect(await spawnCli(['demo', '--yes'], env)).toMatchObject({
    code: 1,
    told: expect.stringContaining('not demo data'),
  });
});

test('with nothing set, a query fills the embedded database with demo data', async () => {
  const directory = await temporaryDirectory();
  const env = { DATA_DIRECTORY: directory.path };
  const { code, out, told } = await spawnCli(['query', 'tasks', '--json'], env);
  expect({ code, told }).toEqual({ code: 0, told: expect.stringContaining('Making demo data (a few seconds) …') });
  const { rows } = JSON.parse(out) as { rows: [{ values: { tasks: { decimal: string } } }] };
  expect(Number(rows[0].values.tasks.decimal)).toBeGreaterThan(0);
  expect(await spawnCli(['check', '--database'], env)).toMatchObject({ code: 0 });
  await directory.remove();
});
