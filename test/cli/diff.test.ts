import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Change } from '../../src/registry/changes/change';
import { countOf, editedModel, type EditedModel } from '../server/editedModel';
import { ROOT } from './spawnCli';
import { callCli } from './callCli';

/** `metergate diff`: between two registries, and between a published schema and a registry. */
const SDL = path.join(ROOT, 'schema/schema.graphql');
let model: EditedModel;
beforeEach(async () => {
  model = await editedModel();
});
afterEach(() => model.remove());

const edit = (file: string, from: string | RegExp, to: string) => {
  const text = model.read(file);
  expect(text).toMatch(from);
  model.write(file, text.replace(from, to));
};

test('the registry breaks nothing of the committed schema, which CI checks too', async () => {
  const { code, out, told } = await callCli(['diff', 'schema/schema.graphql']);
  expect({ code, out }).toEqual({ code: 0, out: '' });
  expect(told).toBe(
    'Only names and types were compared. To compare the meaning of numbers, give two directories.\nNothing has changed.\n',
  );
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
    scripts: { check: string };
  };
  expect(scripts.check).toContain('metergate.cjs diff schema/schema.graphql');
});

test('a removed metric is one breaking change, and none if its key is kept', async () => {
  edit('metrics.yaml', /\badoptions\b/g, 'results_adopted');
  const env = { MODEL_DIRECTORY: model.path };
  const { code, out, told } = await callCli(['diff', SDL], env);
  expect(code).toBe(1);
  expect(out).toBe(`Breaking: existing queries fail.
  The metric adoptions was removed: queries that name it fail.
    \`was: adoptions\` on the metric that replaces it keeps them working.
Safe.
  The metric results_adopted is new.
`);
  expect(told).toMatch(/\n1 breaking, 0 meaning, 1 safe\.\n$/);

  edit(
    'metrics.yaml',
    'numerator: { count: user_action_log }\n',
    'was: adoptions\n    numerator: { count: user_action_log }\n',
  );
  const kept = await callCli(['diff', SDL], env);
  expect(kept).toMatchObject({
    code: 0,
    out: 'Safe.\n  The metric adoptions is deprecated now: Renamed to results_adopted\n  The metric results_adopted is new.\n',
  });
  // The same comes out between two registries, and no number has another meaning.
  const meant = await callCli(['diff', path.join(ROOT, 'schema/model')], env);
  expect(meant).toMatchObject({ code: 0, told: '0 breaking, 0 meaning, 3 safe.\n' });
});

test('a changed type is a breaking change', async () => {
  edit(
    'metrics.yaml',
    'numerator: { count: user_action_log }',
    'numerator: { count_distinct: user_id, of: user_action_log }',
  );
  edit('dimensions.yaml', 'field: user }', 'field: member }');
  const { code, out } = await callCli(['diff', SDL], { MODEL_DIRECTORY: model.path });
  expect(code).toBe(1);
  expect(out.split('\n')).toEqual(
    expect.arrayContaining([
      '  The API is published differently: MetricDimensionValues.user was removed.',
      '  The metric adoptions is published differently: MetricDetails.adoptions changed type from MetricAdditiveDetail to MetricPlainDetail.',
    ]),
  );
});

test('beyond the SDL: changed numbers are reported and break nothing, lower limits break queries', async () => {
  edit('metrics.yaml', 'filters:\n      - payment_status: paid', 'filters:\n      - payment_status: settled');
  expect(await callCli(['diff', SDL], { MODEL_DIRECTORY: model.path })).toMatchObject({ code: 0, out: '' });
  const { code, out } = await callCli(['diff', 'schema/model', model.path]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Meaning: the same query returns other numbers\.\n {2}The metric new_paying_users is defined differently: was `.*where payment_status is paid`, is `.*where payment_status is settled`\.\n {4}This may also change the numbers of payment_conversion_rate[^\n]*\.\n$/,
  );
  edit('model.yaml', 'maxRows: 10000', 'maxRows: 100');
  const lower = await callCli(['diff', 'schema/model', model.path]);
  expect(lower.code).toBe(1);
  expect(lower.out).toContain(
    'The registry allows less: `limits.maxRows` was 10000, is 100. Queries beyond it fail (RESULT_TOO_LARGE).',
  );
});

test('a changed default changes the meaning of the same query', async () => {
  const published = path.join(path.dirname(model.path), 'published.graphql');
  writeFileSync(published, readFileSync(SDL, 'utf8').replace('fill: Boolean! = true', 'fill: Boolean! = false'));
  const { code, out } = await callCli(['diff', published]);
  expect(code).toBe(0);
  expect(out).toMatch(
    /^Meaning: .*\n {2}The API is published differently: Query\.metrics arg fill has changed defaultValue/,
  );
});

test('--json lists the changes for programs', async () => {
  model.write('more.yaml', countOf('all_trades'));
  edit('metrics.yaml', /\badoptions\b/g, 'results_adopted');
  const { code, out } = await callCli(['diff', 'schema/model', model.path, '--json']);
  expect(code).toBe(1);
  const { changes } = JSON.parse(out) as { changes: Change[] };
  expect(changes.map(({ severity, what, subject }) => [severity, what, subject])).toEqual([
    ['breaking', 'removed', { kind: 'metric', key: 'adoptions' }],
    ['safe', 'added', { kind: 'metric', key: 'results_adopted' }],
    ['safe', 'added', { kind: 'metric', key: 'all_trades' }],
  ]);
});

test('the published schema may come from a pipe', async () => {
  const script = `sed 's/^  tasks/  runs/' schema/schema.graphql | node bin/metergate.cjs diff /dev/stdin`;
  const { code, out } = await new Promise<{ code: number; out: string }>((resolve) => {
    execFile('sh', ['-c', script], { cwd: ROOT }, (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout }),
    );
  });
  expect(out).toContain('The metric runs was removed');
  expect(out).toContain('The metric tasks is new');
  expect(code).toBe(1);
});

test('arguments that are neither a schema nor a sound registry are rejected', async () => {
  expect(await callCli(['diff', 'no/such/place'])).toEqual({
    code: 1,
    out: '',
    told: 'There is no no/such/place: give a directory of YAML, or a file with a published schema.\n',
  });
  const told = (await callCli(['diff', 'README.md'])).told;
  expect(told).toMatch(/^README\.md:\d+: Syntax Error: .* — expected a GraphQL schema\n$/);
  edit('metrics.yaml', 'denominator: new_registrations', 'denominator: new_registration');
  const bad = await callCli(['diff', 'schema/model', model.path]);
  expect(bad).toMatchObject({ code: 1, out: '', told: expect.stringMatching(/metrics\.yaml:\d+: .*did you mean/) });
  expect((await callCli(['diff'])).code).toBe(2);
});

test('the example of docs/cli.md is the real output', async () => {
  const old = await editedModel();
  edit('metrics.yaml', /\badoptions\b/g, 'results_adopted');
  edit('metrics.yaml', '- status: failed\n', '- not: { status: [success, running] }\n');
  const page = readFileSync(path.join(ROOT, 'docs/cli.md'), 'utf8');
  const shown = /```console\n\$ metergate diff old\/schema\/model\n([^]*?)```/.exec(page)![1];
  const { out, told } = await callCli(['diff', old.path], { MODEL_DIRECTORY: model.path });
  await old.remove();
  expect(`${out}${told}`).toBe(shown);
});
