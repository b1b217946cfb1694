import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { callCli } from '../cli/callCli';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { until } from '../eventually';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { ask, startServer } from '../server/startServer';

/**
 * A declared key that is not unique passed `check` and the start, and neither answers nor exports
 * said that rows count twice.
 */
const model = (keys = '') => `
timeZone: UTC
groups: { all: { label: { en: All, zh: 所有 } } }
tables:
  shop: { primaryKey: code, ${keys} columns: { code: text, city: text } }
  hit: { primaryKey: id, time: at, columns: { id: bigint, shop: text, at: timestamptz }, parents: { shop: shop } }
dimensions:
  city: { label: { en: City, zh: 城市 }, column: city, of: shop }
metrics:
  hits: { label: { en: Hits, zh: 次数 }, group: all, numerator: { count: hit }, grain: day }
`;

const DDL = `
  create table shop (code text, city text);
  create table hit (id bigint primary key, shop text, at timestamptz);
  insert into shop values ('a', 'Bonn'), ('a', 'Bonn');
  insert into hit values (1, 'a', '2026-05-01')`;

let database: FreshDatabase;
let directory: { path: string; remove(): Promise<void> };
let client: Client;
let env: Record<string, string>;
beforeAll(async () => {
  [database, directory] = await Promise.all([freshDatabase(), temporaryDirectory()]);
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(DDL);
  env = { DATABASE_URL: database.url, MODEL_DIRECTORY: directory.path };
});
beforeEach(() => declare());
afterAll(async () => {
  await client.end();
  await Promise.all([database.drop(), directory.remove()]);
});

function declare(keys?: string): void {
  writeFileSync(path.join(directory.path, 'model.yaml'), model(keys));
}

const WARNING = 'Several rows of "shop" have the same key (code). Rows that belong to such a row count more than once.';
const LINE = `Warning: model.yaml:5: ${WARNING} \`metergate check --keys\` shows the key.`;
const short = (text: string) => text.replace(/\S*(?=model\.yaml)/g, '');

test('check warns, and check --keys fails with the key', async () => {
  const { code, out, told } = await callCli(['check'], env);
  expect([code, out]).toEqual([0, '']);
  expect(short(told).split('\n')).toContain(LINE);
  const counted = await callCli(['check', '--keys'], env);
  expect([counted.code, short(counted.out)]).toEqual([
    1,
    'model.yaml:5: "shop" has 2 rows with the key code = "a" — expected one row a key\n',
  ]);
  expect(counted.told).toMatch(/\n1 primary key of 2 tables is not unique\.\n$/);
});

test('trusted keys have no warning, and check --keys counts them anyway', async () => {
  declare('keys: trusted,');
  expect((await callCli(['check'], env)).told).not.toContain('Warning');
  expect((await callCli(['check', '--keys'], env)).code).toBe(1);
});

test('check --keys is content with unique keys, and needs a database', async () => {
  await client.query(`update shop set code = 'b' where ctid = (select min(ctid) from shop)`);
  try {
    const { code, told } = await callCli(['check', '--keys'], env);
    expect([code, told.split('\n').at(-2)]).toEqual([0, 'The primary key of each of the 2 tables is unique.']);
  } finally {
    await client.query(`update shop set code = 'a'`);
  }
  expect(await callCli(['check', '--keys', '--no-database'], env)).toMatchObject({ code: 2, out: '' });
});

test('the command line prints the warning below the answer', async () => {
  const args = ['query', 'hits', '--group-by', 'city', '--from', '2026-05-01', '--through', '2026-05-02'];
  expect((await callCli(args, env)).told).toContain(`KEY_NOT_PROVEN: ${WARNING}\n`);
});

test('the server warns at its start, in answers and in exports', async () => {
  const server = await startServer(env);
  try {
    await until(() => server.complained.length > 0);
    expect(server.complained.map(short)).toEqual([LINE]);
    const range = 'range: { from: "2026-05-01", through: "2026-05-02" }';
    const field = (args: string) =>
      `metrics(${range} ${args}) { rows { values { hits } } meta { warnings { code message metric } } }`;
    const { data } = await ask(server.url, `{ grouped: ${field('groupBy: [city]')} plain: ${field('')} }`);
    expect(data.grouped.meta.warnings).toEqual([{ code: 'KEY_NOT_PROVEN', message: WARNING, metric: 'hits' }]);
    expect(data.plain.meta.warnings).toEqual([]);
    const exported = async (query: object, method = 'GET') => {
      const args = encodeURIComponent(JSON.stringify({ select: ['hits'], ...query }));
      const response = await fetch(`${server.url}/export.csv?arguments=${args}`, { method });
      await response.text();
      return [response.status, response.headers.get('metergate-warnings')];
    };
    const days = { from: '2026-05-01', through: '2026-05-02' };
    expect(await exported({ range: days, groupBy: ['city'] })).toEqual([200, 'KEY_NOT_PROVEN']);
    expect(await exported({ range: days })).toEqual([200, null]);
    const early = { from: '2026-04-01', through: '2026-05-02' };
    expect(await exported({ range: early, groupBy: ['city'] })).toEqual([200, 'KEY_NOT_PROVEN, NO_DATA_BEFORE']);
    // A HEAD runs no statement, so it cannot know.
    expect(await exported({ range: early, groupBy: ['city'] }, 'HEAD')).toEqual([200, null]);
  } finally {
    await server.close();
  }
});
