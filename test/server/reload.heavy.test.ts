import fs, { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { productDatabase } from '../postgres/productDatabase';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { countOf, editedModel, until, type EditedModel } from './editedModel';
import { ask, startServer, type StartedServer } from './startServer';

/** The registry is edited while its server runs and answers. */
const RANGE = 'range: { from: "2026-03-02", to: "2026-03-09" }, asOf: "2026-03-12T09:30:00+08:00"';
const values = (...keys: string[]) => `{ metrics(${RANGE}) { rows { values { ${keys.join(' ')} } } } }`;

let database: FreshDatabase;
let client: Client;
let model: EditedModel;
let server: StartedServer;
beforeAll(async () => {
  database = await productDatabase();
  client = new Client({ connectionString: database.url });
  client.on('error', () => undefined); // dropping the database ends its connections
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  model = await editedModel();
  server = await startServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path });
});
afterEach(async () => {
  await server.close();
  await model.remove();
});

/** Whether a statement of the server waits for a table that the test has locked. */
async function isLocked(): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())`,
  );
  return rowCount! > 0;
}

const said = (text: string) => server.said.some((line) => line.includes(text));
const reloaded = () => server.said.filter((line) => line.startsWith('Registry reloaded')).length;
const version = async () => {
  const health = await (await fetch(`${server.url}/healthz`)).json();
  return (health as { registryVersion: string }).registryVersion;
};
const numbers = async (...keys: string[]) => {
  const { data, errors } = await ask(server.url, values(...keys));
  return errors ?? (data.metrics.rows[0].values as Record<string, number>);
};

test('an added metric is in the API, the page and the health without a restart; a removed one is in none', async () => {
  const before = await version();
  expect(server.said.join('\n')).toContain(`Edits in ${model.path} are served as soon as you save them.`);
  const fresh = 'groups:\n  fresh: { label: { en: Fresh numbers, zh: 新 } }\n';
  model.write('more.yaml', `${fresh}${countOf('all_trades').replace('core_revenue', 'fresh')}`);
  await until('the metric is served', () =>
    said('Registry reloaded: 50 metrics, 6 dimensions (added: all_trades, group fresh)'),
  );
  expect(await (await fetch(`${server.url}/graphiql?lang=en`)).text()).toContain('Fresh numbers');
  expect(await numbers('tasks', 'all_trades')).toEqual({ tasks: 23, all_trades: expect.any(Number) });
  expect(await version()).not.toBe(before);
  const catalog = await ask(server.url, '{ metricCatalog { version metric(key: all_trades) { formula } } }');
  expect(catalog.data.metricCatalog).toEqual({
    version: await version(),
    metric: { formula: 'rows of trade by paid_at' },
  });

  model.write('more.yaml', countOf('every_trade', 'trade', '    was: all_trades\n'));
  await until('the metric is renamed', () => said('(added: every_trade; removed: group fresh; changed: all_trades)'));
  expect(await numbers('all_trades', 'every_trade')).toEqual({
    all_trades: expect.any(Number),
    every_trade: expect.any(Number),
  });

  rmSync(path.join(model.path, 'more.yaml'));
  await until('the metric is gone', () => said('(removed: every_trade, all_trades)'));
  expect(await version()).toBe(before);
  expect(await numbers('all_trades')).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  expect(server.complained).toEqual([]);
});

test('a bad edit changes no answer and reports every problem with file and line; the fixed one is served', async () => {
  const before = await version();
  const sound = model.read('metrics.yaml');
  model.write(
    'metrics.yaml',
    `${sound.replace('denominator: new_registrations', 'denominator: new_registration')}\n  nameless:\n    numerator: { count: trade }\n`,
  );
  await until('it is told', () => server.complained.length > 0);
  const lines = server.complained[0]!.split('\n');
  expect(lines[0]).toBe('The edited registry has problems:');
  expect(lines.at(-1)).toBe('The registry before is still served, with its 49 metrics.');
  const problems = lines.slice(1, -1);
  expect(problems.length).toBeGreaterThan(1);
  for (const line of problems) expect(line).toMatch(/^ {2}\S*model\/metrics\.yaml:\d+: .* — expected /);
  expect(problems.join('\n')).toContain('did you mean "new_registrations"?');
  expect(await version()).toBe(before);
  expect(await numbers('tasks', 'payment_conversion_rate')).toMatchObject({ tasks: 23 });

  model.write('metrics.yaml', 'metrics: {');
  await until('no YAML is told', () => server.complained.length > 1);
  rmSync(model.path, { recursive: true });
  await until('no directory is told', () => server.complained.some((one) => one.includes('the registry has no files')));
  expect(await numbers('tasks')).toEqual({ tasks: 23 });
  expect(reloaded()).toBe(0);

  const again = await editedModel();
  renameSync(again.path, model.path);
  await until('it is as it was', () => said('The registry is again the one that is served.'));
  model.write('metrics.yaml', `${sound}\n${countOf('mended').replace('metrics:\n', '')}`);
  await until('the mended one is served', () => said('added: mended'));
  expect(await numbers('tasks', 'mended')).toMatchObject({ tasks: 23 });
  await again.remove();
});

test('a registry that does not fit the database is served once the database fits', async () => {
  const before = await version();
  model.write('more.yaml', `${countOf('refunds', 'refund')}\n${REFUND}`);
  await until('it is told', () => server.complained.length > 0);
  expect(server.complained[0]).toMatch(
    /^The edited registry does not fit the database:\n {2}\S*model\/more\.yaml:\d+: no table "refund" in the database — .*\nThe registry before is still served/,
  );
  expect(await version()).toBe(before);
  expect(await numbers('tasks')).toEqual({ tasks: 23 });
  await client.query(`create table refund (id bigint primary key, at timestamptz not null)`);
  await client.query(`insert into refund values (1, '2026-03-03T00:00:00Z'), (2, '2026-03-04T00:00:00Z')`);
  await until('it is served', () => said('added: refunds'));
  expect(await numbers('tasks', 'refunds')).toEqual({ tasks: 23, refunds: 2 });
  expect(server.complained).toHaveLength(1);
  await client.query('drop table refund');
});

const REFUND = `tables:
  refund:
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz }
`;

test('a registry edited while the database is away is served when the database is back', async () => {
  const { url } = database;
  const name = new URL(url).pathname.slice(1);
  const away = new Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await away.connect();
  const before = await version();
  await away.query(`alter database ${name} allow_connections false`);
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  model.write('more.yaml', countOf('while_away'));
  await until('it is told', () => server.complained.length > 0);
  expect(server.complained[0]).toMatch(
    /^The edited registry cannot be checked against the database: .+\nThe registry before is still served, with its 49 metrics\.$/,
  );
  expect(server.complained[0]).not.toContain(new URL(url).password);
  expect(await version()).toBe(before);
  await away.query(`alter database ${name} allow_connections true`);
  await away.end();
  await until('it is served', () => said('added: while_away'));
  expect(await numbers('tasks', 'while_away')).toMatchObject({ tasks: 23 });
  expect(server.complained).toHaveLength(1);
});

test('a request finishes with the registry that it began with', async () => {
  await client.query('begin; lock table task_generate_log in access exclusive mode');
  const keys = ['tasks', 'adoptions'];
  const slow = ask(server.url, values(...keys));
  await until('it waits for the table', isLocked);
  model.replace('metrics.yaml', model.read('metrics.yaml').replaceAll(/\badoptions\b/g, 'results_adopted'));
  await until('the metric is gone', () => said('added: results_adopted; removed: adoptions'));
  expect(await numbers('adoptions')).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  await client.query('commit');
  expect((await slow).data.metrics.rows).toEqual([{ values: { tasks: 23, adoptions: 18 } }]);
  expect(await numbers('results_adopted')).toEqual({ results_adopted: 18 });
});

test('200 requests during 20 edits are all answered', async () => {
  let open = true;
  const answers: unknown[] = [];
  const asking = Array.from({ length: 4 }, async () => {
    while (open || answers.length < 200) answers.push(await numbers('tasks', 'adoptions'));
  });
  for (let edit = 1; edit <= 20; edit += 1) {
    // Several files change, one of them in two steps.
    model.write('more.yaml', '');
    model.replace('other.yaml', countOf(`other_${edit}`));
    model.write('more.yaml', countOf(`edit_${edit}`));
    const served = reloaded();
    // The loop waits for some edits; others arrive while one is being loaded.
    if (edit % 4 === 0) await until('it is served', () => reloaded() > served);
    else {
      const answered = answers.length;
      await until('others are answered', () => answers.length > answered + 8);
    }
  }
  await until('the last edit is served', async () => 'edit_20' in (await numbers('edit_20', 'other_20')));
  open = false;
  await Promise.all(asking);
  expect(answers.length).toBeGreaterThanOrEqual(200);
  expect(new Set(answers.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"tasks":23,"adoptions":18}']));
  expect(reloaded()).toBeGreaterThanOrEqual(5);
  expect(server.complained.filter((one) => !one.startsWith('The edited registry has problems:'))).toEqual([]);
});

test('an edit that changes no meaning swaps nothing', async () => {
  const before = await version();
  const read = jest.spyOn(fs, 'readFileSync');
  const files = () => read.mock.calls.filter(([file]) => String(file).startsWith(model.path)).length;
  model.replace('metrics.yaml', `# Words of no meaning.\n${model.read('metrics.yaml')}`);
  model.write('notes.txt', 'No file of the registry.');
  const known = files();
  await until('the files are read again', () => files() > known);
  read.mockRestore();
  model.write('more.yaml', countOf('later'));
  await until('another edit is served', () => said('added: later'));
  expect(reloaded()).toBe(1);
  expect(await version()).not.toBe(before);
});

test('a change of a ConfigMap, whose files are links that switch all at once, is noticed', async () => {
  const directory = await temporaryDirectory();
  const mount = path.join(directory.path, 'mount');
  const generation = (name: string, more: string) => {
    mkdirSync(path.join(mount, name), { recursive: true });
    for (const file of FILES) writeFileSync(path.join(mount, name, file), model.read(file));
    writeFileSync(path.join(mount, name, 'more.yaml'), more);
    // As the kubelet does: it makes a link beside the old one and renames it.
    symlinkSync(name, path.join(mount, '..data_tmp'));
    renameSync(path.join(mount, '..data_tmp'), path.join(mount, '..data'));
  };
  generation('..2026_01', countOf('first_of_all'));
  for (const file of [...FILES, 'more.yaml']) symlinkSync(path.join('..data', file), path.join(mount, file));
  const mounted = await startServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: mount });
  try {
    generation('..2026_02', countOf('other_of_all'));
    rmSync(path.join(mount, '..2026_01'), { recursive: true });
    await until('it is served', () =>
      mounted.said.some((line) => line.includes('(added: other_of_all; removed: first_of_all)')),
    );
    expect((await ask(mounted.url, values('other_of_all'))).errors).toBeUndefined();
    expect(mounted.complained).toEqual([]);
  } finally {
    await mounted.close();
    await directory.remove();
  }
});

const FILES = ['dimensions.yaml', 'metrics.yaml', 'metrics_more.yaml', 'model.yaml', 'tables.yaml'];

test('a closed server watches the files no more', async () => {
  const waiting = () => process.getActiveResourcesInfo().filter((name) => /^(Timeout|FSReq)/.test(name)).length;
  await server.close();
  const before = waiting();
  const other = await startServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path });
  expect(waiting()).toBeGreaterThan(before);
  await other.close();
  model.write('more.yaml', countOf('too_late'));
  // A later server with the same interval loads a later edit.
  const later = await startServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path });
  model.write('more.yaml', countOf('later_still'));
  await until('the later server looks', () => later.said.some((line) => line.includes('added: later_still')));
  await later.close();
  // The handles of the driver may take a while to close; a watcher would start the next look for
  // ever.
  await until('nothing is waited for', () => waiting() <= before);
  expect([...server.said, ...other.said].filter((line) => line.includes('reloaded'))).toEqual([]);
  expect([...server.complained, ...other.complained]).toEqual([]);
});

test('a server that is closed while it loads an edit ends, and prints nothing', async () => {
  await client.query('begin; lock table pg_catalog.pg_index in access exclusive mode');
  model.write('more.yaml', countOf('waiting'));
  await until('it waits for the database', isLocked);
  await server.close();
  await client.query('rollback');
  expect(reloaded()).toBe(0);
  expect(server.complained).toEqual([]);
});
