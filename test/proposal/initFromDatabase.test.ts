import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { parse } from 'yaml';
import { callCli } from '../cli/callCli';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';

/**
 * `metergate init --from-database` on real schemas: the registry passes `check`, and each of its
 * metrics has the number of a statement of our own.
 */
let directory: string;
const databases: FreshDatabase[] = [];
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'metergate-init-test-'));
});
afterEach(() => rmSync(directory, { recursive: true }));
afterAll(async () => {
  for (const database of databases) await database.drop();
});

async function database(made: Promise<FreshDatabase>, ...statements: readonly string[]): Promise<string> {
  const fresh = await made;
  databases.push(fresh);
  for (const statement of statements) await query(fresh.url, statement);
  return fresh.url;
}

async function query(url: string, text: string): Promise<readonly (readonly unknown[])[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

function environment(url: string): Record<string, string> {
  return { DATABASE_URL: url, MODEL_DIRECTORY: path.join(directory, 'model') };
}

const init = (url: string, ...flags: readonly string[]) =>
  callCli(['init', '--from-database', '--time-zone', 'UTC', ...flags], environment(url));

function file(name: string): string {
  return readFileSync(path.join(directory, name), 'utf8');
}

interface Tables {
  readonly tables: Record<string, TableYaml>;
}

interface TableYaml {
  readonly name?: string;
  readonly schema?: string;
  readonly primaryKey: string | readonly string[];
  readonly time?: string;
  readonly parents?: Record<string, string | readonly string[]>;
  readonly columns: Record<string, string | { readonly name?: string }>;
}

interface MetricYaml {
  readonly numerator: {
    readonly count?: string;
    readonly sum?: string;
    readonly count_distinct?: string;
    readonly count_first?: string;
    readonly of?: string;
  };
}

const tables = () => (parse(file('model/tables.yaml')) as Tables).tables;
const metrics = () => (parse(file('model/metrics.yaml')) as { metrics: Record<string, MetricYaml> }).metrics;
const dimensions = () =>
  (parse(file('model/dimensions.yaml')) as { dimensions: Record<string, { of: string; column: string }> }).dimensions;

/** Each metric over all time, by the gateway and by a statement of our own. */
async function compareNumbers(url: string): Promise<void> {
  const keys = Object.keys(metrics());
  const range = ['--from', '1990-01-01', '--to', '2090-01-01', '--as-of', '2090-01-01T00:00:00Z'];
  const { out, told, code } = await callCli(['query', ...keys, ...range, '--csv'], environment(url));
  expect([code, told]).toEqual([0, expect.any(String)]);
  const [heads, values] = out
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const answered = Object.fromEntries(heads!.map((head, index) => [head.trim(), Number(values![index])]));
  const expected: Record<string, number> = {};
  for (const key of keys) expected[key] = await byHand(url, metrics()[key]!);
  expect(Object.fromEntries(keys.map((key) => [key, answered[key]]))).toEqual(expected);
  expect(Object.values(expected).some((value) => value > 0)).toBe(true);
}

async function byHand(url: string, { numerator }: MetricYaml): Promise<number> {
  const key = numerator.count ?? numerator.of!;
  const table = tables()[key]!;
  const column = (name: string) => {
    const declared = table.columns[name]!;
    return `"${typeof declared === 'string' ? name : (declared.name ?? name)}"`;
  };
  const from = `${table.schema === undefined ? '' : `"${table.schema}".`}"${table.name ?? key}"`;
  const time = column(table.time!);
  const entity = numerator.count_distinct ?? numerator.count_first;
  const measured =
    numerator.sum !== undefined
      ? `coalesce(sum(${column(numerator.sum)}), 0)`
      : entity
        ? `count(distinct ${column(entity)})`
        : 'count(*)';
  const [[value] = []] = await query(url, `select ${measured} from ${from} where ${time} is not null`);
  return Number(value);
}

describe('the tables of the demo product', () => {
  test('a registry that passes check, with numbers that agree with SQL', async () => {
    const url = await database(productDatabase());
    const { code, told, out } = await init(url, '--currency', 'CNY');
    expect([code, out]).toEqual([0, '']);
    expect(told).toMatch(/Wrote .*: 5 tables, \d+ dimensions and \d+ metrics/);
    expect(await callCli(['check'], environment(url))).toMatchObject({ code: 0 });
    await compareNumbers(url);
    // The database has no foreign keys: names say what refers to what, and every guess is marked.
    expect(tables()['task_generate_log']).toMatchObject({ time: 'created_at', parents: { user: 'user_id' } });
    expect(file('model/tables.yaml')).toContain('user: user_id # a guess');
    expect(told).toContain('parents: { user: user_id }');
    expect(dimensions()['utm_source']).toMatchObject({ of: 'user', column: 'utm_source' });
    expect(metrics()['trade_amount']).toMatchObject({ unit: 'currency', numerator: { sum: 'amount', of: 'trade' } });
    expect(metrics()['task_generate_log_first_of_user']).toBeDefined();
    // TypeORM keeps its own table.
    expect(Object.keys(tables())).not.toContain('migrations');
  });

  test('a second run prints only what is new, and changes nothing', async () => {
    const url = await database(productDatabase());
    await init(url);
    expect(await init(url)).toMatchObject({ code: 0, out: '', told: expect.stringContaining('declares every table') });
    await query(
      url,
      'create table visit (id bigint primary key, user_id bigint, seen_at timestamptz not null, page text)',
    );
    const before = file('model/tables.yaml');
    const { out, code } = await init(url);
    expect(code).toBe(0);
    expect(Object.keys((parse(out.split('dimensions:')[0]!) as Tables).tables)).toEqual(['visit']);
    expect(out).toContain('user: user_id # a guess');
    expect(out).toContain('visit_count');
    expect(out).not.toContain('trade_count');
    expect(file('model/tables.yaml')).toBe(before);
    // What it prints is what a registry takes.
    writeFileSync(path.join(directory, 'model/added.yaml'), out);
    expect(await callCli(['check'], environment(url))).toMatchObject({ code: 0 });
    expect(await init(url)).toMatchObject({ out: '' });
  });
});

const AWKWARD = [
  'create schema sales',
  `create table sales."Order" (
    "Order No" bigint primary key,
    "Customer" integer not null,
    ship_to bigint not null,
    bill_to bigint not null,
    "Placed At" timestamp not null,
    "netAmount" numeric(12, 2),
    tax_rate numeric,
    details jsonb,
    "class" text not null
  )`,
  `create table sales.address (id bigint primary key, town text not null, lines text[])`,
  `create table sales.customers (id bigint primary key, invited_by bigint references sales.customers, joined date not null, email text)`,
  `alter table sales."Order" add foreign key ("Customer") references sales.customers,
     add foreign key (ship_to) references sales.address, add foreign key (bill_to) references sales.address`,
  `comment on table sales."Order" is 'What was "ordered": once # a row'`,
  `create table sales.note (words text not null)`,
  `create table sales.parcel (parcel_id uuid primary key, order_no bigint not null references sales."Order", sent_at timestamptz, weight real)`,
  `insert into sales.address select n, 'Town ' || n % 3, null from generate_series(1, 20) n`,
  `insert into sales.customers select n, nullif(n / 2, 0), date '2026-01-01' + n, 'a' || n from generate_series(1, 30) n`,
  `insert into sales."Order" select n, 1 + n % 30, 1 + n % 20, 1 + n % 7, timestamp '2026-02-01' + n * interval '5 hours',
     n * 1.25, 0.2, '{}', case when n % 2 = 0 then 'new' else 'used' end from generate_series(1, 200) n`,
  `insert into sales.note values ('x')`,
  `insert into sales.parcel select gen_random_uuid(), n, timestamptz '2026-02-02' + n * interval '5 hours', 1 from generate_series(1, 150) n`,
];

describe('awkward tables', () => {
  let url: string;
  beforeAll(async () => {
    url = await database(freshDatabase(), ...AWKWARD);
  });

  test('names, roles of tables, references to themselves, and types that the registry lacks', async () => {
    const { code, told } = await init(url, '--schema', 'sales');
    expect([code, told]).toEqual([0, expect.stringContaining('Wrote')]);
    expect(await callCli(['check'], environment(url))).toMatchObject({ code: 0 });
    await compareNumbers(url);
    const { Order, address, customers, parcel, note } = tables();
    // Two references to one table: the second has its own name for it.
    expect(Order).toMatchObject({
      schema: 'sales',
      primaryKey: 'Order_No',
      time: 'Placed_At',
      parents: { customers: 'Customer', address: 'ship_to', bill_to: 'bill_to' },
    });
    expect(tables()['bill_to']).toMatchObject({ schema: 'sales', name: 'address' });
    // A reference of a table to itself too; and a column has the type of the key that it refers to.
    expect(customers).toMatchObject({ time: 'joined', parents: { invited_by: 'invited_by' } });
    expect(Order!.columns['Customer']).toBe('bigint');
    expect(address!.columns).toEqual({ id: 'bigint', town: 'text' });
    expect(parcel!.parents).toEqual({ Order: 'order_no' });
    // Nothing identifies its rows.
    expect(note).toBeUndefined();
    expect(told).toContain('The table note is left out');
    expect(told).toContain('details (jsonb)');
    expect(told).toContain('weight (real)');
    // A share is no amount; a person's address is no group.
    expect(Object.keys(metrics()).filter((key) => key.startsWith('Order_'))).toEqual([
      'Order_count',
      'Order_netAmount',
      'Order_distinct_Customer',
      'Order_first_of_Customer',
      'Order_distinct_ship_to',
    ]);
    expect(Object.keys(dimensions())).toEqual(expect.arrayContaining(['class', 'town', 'bill_to_town']));
    expect(Object.keys(dimensions())).not.toContain('email');
  });

  test('without --schema, the schemas that have tables are named', async () => {
    expect(await init(url)).toMatchObject({ code: 1, told: expect.stringContaining('--schema sales') });
  });

  test('only the tables that are named', async () => {
    expect(await init(url, '--schema', 'sales', '--table', 'customers')).toMatchObject({ code: 0 });
    expect(Object.keys(tables())).toEqual(['customers', 'invited_by']);
  });

  test('data that ended long ago: the dashboard shows its last days', async () => {
    await init(url, '--schema', 'sales', '--table', 'customers');
    expect(parse(file('dashboards/overview.yaml'))).toMatchObject({
      range: { from: '2026-01-02', through: '2026-01-31' },
    });
  });
});

test('a table alone: its key is the dimension that the API needs', async () => {
  const url = await database(
    freshDatabase(),
    'create table event (id bigint primary key, at timestamptz not null)',
    "insert into event values (1, '2026-01-01Z'), (2, '2026-01-02Z')",
  );
  expect(await init(url)).toMatchObject({ code: 0 });
  expect(dimensions()).toMatchObject({ event_id: { of: 'event', column: 'id' } });
  expect(await callCli(['schema', '--print', 'graphql'], environment(url))).toMatchObject({ code: 0 });
  await compareNumbers(url);
});

describe('nothing is written', () => {
  test.each([
    ['without a database', '', /DATABASE_URL is not set/],
    ['on ClickHouse', 'clickhouse://127.0.0.1:1/d', /reads PostgreSQL only/],
    ['if it cannot be reached', 'postgresql://127.0.0.1:1/none', /Check that the database runs/],
  ])('%s', async (_name, url, words) => {
    const { code, told } = await init(url);
    expect(code).not.toBe(0);
    expect(told).toMatch(words);
    expect(() => file('model/tables.yaml')).toThrow();
  });

  test('if no table has a time', async () => {
    const url = await database(freshDatabase(), 'create table thing (id bigint primary key, name text)');
    expect(await init(url)).toMatchObject({ code: 1, told: expect.stringContaining('nothing to measure') });
    const empty = await database(freshDatabase());
    expect(await init(empty)).toMatchObject({ code: 1, told: expect.stringContaining('No table was found') });
  });
});
