import { Client } from 'pg';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ask, refused, startServer } from './startServer';

/**
 * `DATABASE_URL=… npm start`: the server reads the user's own database, and changes nothing in it.
 */
const WEEK = `{ metrics(range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00") {
  rows { values { tasks adoptions new_registrations new_paying_users revenue_mrr } }
} }`;
const ANSWER = { tasks: 23, adoptions: 18, new_registrations: 12, new_paying_users: 9, revenue_mrr: 283.6 };

const databases: FreshDatabase[] = [];
afterAll(() => Promise.all(databases.map((one) => one.drop())));

async function opened(one: FreshDatabase): Promise<{ url: string; client: Client }> {
  databases.push(one);
  const client = new Client({ connectionString: one.url });
  await client.connect();
  client.on('error', () => undefined); // dropping the database ends its connections
  return { url: one.url, client };
}

async function database(...statements: string[]): Promise<{ url: string; client: Client }> {
  const made = await opened(await freshDatabase());
  for (const statement of statements) await made.client.query(statement);
  return made;
}

async function migrated(): Promise<{ url: string; client: Client }> {
  return opened(await productDatabase());
}

/**
 * Everything that could have been made or changed: relations, columns, functions, rights, and every
 * row.
 */
async function everything(client: Client): Promise<unknown> {
  const queries = [
    `select n.nspname, c.relname, c.relkind, c.relacl::text, a.attname, a.atttypid::regtype::text, a.attnotnull
     from pg_class c join pg_namespace n on n.oid = c.relnamespace left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
     where n.nspname !~ '^pg_(toast|temp)' order by 1, 2, a.attnum`,
    `select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace`,
    `select nspname, nspacl::text from pg_namespace order by 1`,
    ...['"user"', 'trade', 'task_generate_log', 'user_action_log', 'subscription_records', 'metergate_migrations'].map(
      (table) => `select t.*, t.xmin::text, t.ctid::text from ${table} as t order by 1`,
    ),
  ];
  const found = [];
  for (const query of queries) found.push((await client.query(query)).rows);
  return found;
}

test('a migrated database is answered from, and stays unchanged to the last row', async () => {
  const { url, client } = await migrated();
  const before = await everything(client);
  const server = await startServer({ DATABASE_URL: url });
  expect(server.said.join('\n')).toContain('Metergate is ready: 49 metrics, 6 dimensions (PostgreSQL, read only)');
  expect(server.said.join('\n')).not.toContain(new URL(url).password);
  expect((await ask(server.url, WEEK)).data.metrics.rows).toEqual([{ values: ANSWER }]);
  const health = (await (await fetch(`${server.url}/healthz`)).json()) as { engine: string };
  expect(health.engine).toBe('postgresql');
  await server.close();
  expect(await everything(client)).toEqual(before);
  const { rows } = await client.query(
    `select count(*)::int as n from pg_stat_activity where datname = current_database()`,
  );
  expect(rows).toEqual([{ n: 1 }]);
  await client.end();
});

test('a role that may only read is sufficient', async () => {
  const { url, client } = await migrated();
  const role = `reader_${process.pid}_${Date.now()}`;
  await client.query(
    `create role ${role} login password 'reads'; grant select on all tables in schema public to ${role}`,
  );
  const reader = new URL(url);
  [reader.username, reader.password] = [role, 'reads'];
  const server = await startServer({ DATABASE_URL: reader.href });
  expect((await ask(server.url, WEEK)).data.metrics.rows).toEqual([{ values: ANSWER }]);
  await server.close();
  await client.query(`drop owned by ${role}; drop role ${role}`);
  await client.end();
});

test('an empty database is rejected, with every missing table and the line that declares it', async () => {
  const { url, client } = await database();
  const told = await refused({ DATABASE_URL: url });
  const lines = told.split('\n');
  expect(lines[0]).toBe('The registry does not fit the database:');
  for (const [index, table] of [
    'user',
    'trade',
    'task_generate_log',
    'user_action_log',
    'subscription_records',
  ].entries()) {
    expect(lines[index + 1]).toMatch(
      new RegExp(`^  schema/model/tables\\.yaml:\\d+: no table "${table}" in the database — expected `),
    );
  }
  expect(lines.slice(6)).toEqual([
    'Make the registry fit the tables, or create them in an empty database with `metergate migrate`.',
  ]);
  expect((await client.query(`select from pg_class where relnamespace = 'public'::regnamespace`)).rowCount).toBe(0);
  await client.end();
});

test('missing columns and columns of another type are all reported at once, each with its line', async () => {
  const { url, client } = await migrated();
  await client.query(`
    alter table trade alter amount type double precision, alter user_id type text;
    alter table "user" rename utm_source to source;
    alter table task_generate_log alter created_at type timestamp`);
  const told = await refused({ DATABASE_URL: url });
  expect(told).toMatch(/tables\.yaml:\d+: the table "user" has no column "utm_source" — expected text/);
  expect(told).toMatch(
    /tables\.yaml:\d+: the column "amount" of "trade" is double precision in the database — expected numeric/,
  );
  expect(told).toMatch(/tables\.yaml:\d+: the column "user_id" of "trade" is text in the database — expected bigint/);
  expect(told).toMatch(
    /the column "created_at" of "task_generate_log" is timestamp without time zone .* declare it timestamp/,
  );
  expect(told.match(/tables\.yaml:\d+/g)).toHaveLength(4);
  await client.end();
});

test.each([
  ['postgres://someone:hunter2@127.0.0.1:1/there', /nothing listens at 127\.0\.0\.1:1\./],
  ['postgres://someone:hunter2@no.such.host.invalid/there', /the host name "no\.such\.host\.invalid" is not known\./],
  [
    'mysql://someone:hunter2@127.0.0.1/there',
    /DATABASE_URL does not begin with postgres:\/\/, postgresql:\/\/ or clickhouse:\/\/\./,
  ],
  ['hunter2', /DATABASE_URL does not begin with postgres:\/\/, postgresql:\/\/ or clickhouse:\/\/\./],
])('an unreachable database is reported without its password: %s', async (url, reason) => {
  const told = await refused({ DATABASE_URL: url });
  expect(told).toMatch(reason);
  expect(told).toMatch(/\nCheck that the database runs and that DATABASE_URL is right\.$/);
  expect(told).not.toContain('hunter2');
});

test('a wrong password is not printed', async () => {
  const url = new URL(process.env['TEST_DATABASE_URL']!);
  url.password = 'hunter2';
  const told = await refused({ DATABASE_URL: url.href });
  expect(told).toContain(`the password of the user "${url.username}" was refused`);
  expect(told).not.toContain('hunter2');
});
