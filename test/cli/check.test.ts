import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ROOT } from './spawnCli';
import { callCli } from './callCli';

/**
 * `metergate check` and `metergate schema`: the registry, the database, and the generated files.
 */
let database: FreshDatabase;
let directory: { path: string; remove(): Promise<void> };
let model: string;
beforeAll(async () => {
  [database, directory] = await Promise.all([productDatabase('none'), temporaryDirectory()]);
});
beforeEach(() => {
  model = path.join(directory.path, 'model');
  rmSync(model, { recursive: true, force: true });
  cpSync(path.join(ROOT, 'schema'), directory.path, { recursive: true });
});
afterAll(() => Promise.all([database.drop(), directory.remove()]));

const SOUND = `The registry is sound: 49 metrics, 6 dimensions, 5 tables in schema/model.
The dashboards are sound: 2 in schema/dashboards.
`;

test('check looks at the registry alone, or also at the database', async () => {
  expect(await callCli(['check'])).toEqual({ code: 0, out: '', told: SOUND });
  const told = `${SOUND}The database has every table and column that it declares.\n`;
  const given = { DATABASE_URL: database.url };
  expect(await callCli(['check'], given)).toEqual({ code: 0, out: '', told });
  expect((await callCli(['check', '--no-database'], given)).told).toBe(SOUND);
});

test('check reports every problem of the registry with file and line, and then skips the database', async () => {
  const file = path.join(model, 'metrics.yaml');
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace('denominator: new_registrations', 'denominator: new_registration'),
  );
  appendFileSync(file, '\n  nameless:\n    numerator: { count: trade }\n');
  const { code, out, told } = await callCli(['check'], {
    MODEL_DIRECTORY: model,
    DATABASE_URL: 'postgres://127.0.0.1:1/',
  });
  const lines = out.trimEnd().split('\n');
  expect(code).toBe(1);
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line).toMatch(/metrics\.yaml:\d+: .* — expected /);
  expect(out).toContain('did you mean "new_registrations"?');
  expect(told).toBe(
    `${lines.length} problems in ${model}. The database was not looked at: that needs a registry without them.\n`,
  );
});

test('check reports every problem of a dashboard with file, line and column, and looks at the database too', async () => {
  const file = path.join(directory.path, 'dashboards/overview.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('[adoption_rate]', '[adoption_rat]'));
  const env = { MODEL_DIRECTORY: model, DATABASE_URL: database.url };
  const { code, out, told } = await callCli(['check'], env);
  expect(code).toBe(1);
  expect(out).toMatch(
    /^\S+dashboards\/overview\.yaml:27:21: sections\[2\]\.tiles\[0\]\.metrics\[0\]: there is no metric "adoption_rat" — .*; did you mean "adoption_rate"\?\n$/,
  );
  expect(told).toContain(`1 problem in ${path.join(directory.path, 'dashboards')}.\nThe database has every table`);
  const elsewhere = await callCli(['check'], { ...env, DASHBOARDS_DIRECTORY: 'schema/dashboards' });
  expect(elsewhere).toMatchObject({
    code: 0,
    out: '',
    told: expect.stringContaining('sound: 2 in schema/dashboards.'),
  });
});

test('check reports everything that the database lacks', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`alter table "user" rename utm_source to utm_sourc; alter table trade alter amount type real`);
  const { code, out, told } = await callCli(['check'], { DATABASE_URL: database.url });
  await client.query(`alter table "user" rename utm_sourc to utm_source; alter table trade alter amount type numeric`);
  await client.end();
  expect(code).toBe(1);
  expect(out.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/tables\.yaml:\d+: the table "user" has no column "utm_source" .*did you mean "utm_sourc"\?/),
    expect.stringMatching(/tables\.yaml:\d+: the column "amount" of "trade" is real in the database/),
  ]);
  expect(told).toMatch(/\n2 problems: the registry does not fit the database\.\n$/);
});

test('schema --check reports an outdated file, schema writes it, and --print prints it', async () => {
  const file = path.join(model, 'metrics.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('adoption_rate', 'adoption_share'));
  const env = { MODEL_DIRECTORY: model };
  const sdl = path.join(directory.path, 'schema.graphql');
  expect((await callCli(['schema', '--check'])).code).toBe(0);
  expect(await callCli(['schema', '--check'], env)).toEqual({
    code: 1,
    out: `${sdl} is out of date: \`metergate schema\` writes it.\n`,
    told: '',
  });
  expect(await callCli(['schema'], env)).toMatchObject({ code: 0, out: '', told: expect.stringContaining('Wrote ') });
  expect((await callCli(['schema', '--check'], env)).code).toBe(0);
  const { out } = await callCli(['schema', '--print', 'graphql'], env);
  expect(out).toBe(readFileSync(sdl, 'utf8'));
  expect(out).toContain('adoption_share');
  const json = (await callCli(['schema', '--print', 'model'], env)).out;
  expect(json).toBe(readFileSync(path.join(ROOT, 'schema/model.schema.json'), 'utf8'));
});
