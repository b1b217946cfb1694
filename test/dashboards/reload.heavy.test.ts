import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../eventually';
import { productDatabase } from '../postgres/productDatabase';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { editedModel, type EditedModel } from '../server/editedModel';
import { ask, startServer, type StartedServer } from '../server/startServer';
import { oneTile } from './someDashboards';

/** Dashboards are edited while the server runs. They are in the folder beside the registry's. */
let database: FreshDatabase;
let model: EditedModel;
let folder: string;
let server: StartedServer;
beforeAll(async () => {
  database = await productDatabase('none');
});
afterAll(() => database.drop());
beforeEach(async () => {
  model = await editedModel();
  folder = path.join(path.dirname(model.path), 'dashboards');
});
afterEach(async () => {
  await server.close();
  await model.remove();
});

const startIt = async (env = {}) => {
  server = await startServer({ DATABASE_URL: database.url, MODEL_DIRECTORY: model.path, ...env });
};
const write = (file: string, metric: string) =>
  writeFileSync(path.join(folder, file), oneTile(`{ metrics: [${metric}], picture: number }`));

interface Listed {
  readonly version: string;
  readonly dashboardsVersion: string;
  readonly dashboards: readonly { readonly key: string; readonly problem: string | null }[];
}
const listed = async (): Promise<Listed> => {
  const { data } = await ask(server.url, '{ metricCatalog { version dashboardsVersion dashboards { key problem } } }');
  return data.metricCatalog as Listed;
};
const keys = async () => (await listed()).dashboards.map(({ key, problem }) => (problem === null ? key : `${key}!`));

test('a folder and its files may come, change and go; the registry and its version stay', async () => {
  await startIt();
  const before = await listed();
  expect(before.dashboards).toEqual([]);
  mkdirSync(folder);
  write('a.yaml', 'tasks');
  await until(async () => (await keys()).join() === 'a');
  expect(server.said).toContain('Dashboards reloaded: added: a');
  const after = await listed();
  expect(after.version).toBe(before.version);
  expect(after.dashboardsVersion).not.toBe(before.dashboardsVersion);

  write('b.yaml', 'task');
  await until(async () => (await keys()).join() === 'a,b!');
  expect(server.complained.join('\n')).toMatch(
    /A dashboard has problems \(b\); .*\n {2}\S+dashboards\/b\.yaml:5:21: .* no metric "task" — .*; did you mean "tasks"\?$/,
  );
  write('b.yaml', 'failed_tasks');
  await until(async () => (await keys()).join() === 'a,b');
  rmSync(path.join(folder, 'a.yaml'));
  await until(async () => (await keys()).join() === 'b');
  expect(server.said).toContain('Dashboards reloaded: removed: a');
});

test('a wrong dashboard does not stop the start, and an edit of the registry can right or wrong one', async () => {
  mkdirSync(folder);
  write('fresh.yaml', 'fresh_metric');
  await startIt();
  expect(server.complained.join('\n')).toContain(
    'dashboards/fresh.yaml:5:21: sections[0].tiles[0].metrics[0]: there is no',
  );
  expect(await keys()).toEqual(['fresh!']);
  const declared =
    'metrics:\n  fresh_metric:\n    label: { en: Fresh, zh: 新 }\n    group: cost\n    numerator: { count: trade }\n    grain: day\n';
  model.write('more.yaml', declared);
  await until(async () => (await keys()).join() === 'fresh');
  model.write('more.yaml', declared.replace('fresh_metric', 'other_metric'));
  await until(async () => (await keys()).join() === 'fresh!');
});

test('DASHBOARDS_DIRECTORY names another folder', async () => {
  const other = path.join(path.dirname(model.path), 'boards');
  mkdirSync(other);
  writeFileSync(path.join(other, 'x.yml'), oneTile('{ metrics: [tasks], picture: number }'));
  await startIt({ DASHBOARDS_DIRECTORY: other });
  expect(await keys()).toEqual(['x']);
});
