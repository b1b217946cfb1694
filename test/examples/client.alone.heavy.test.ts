import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import ts from 'typescript';
import { ask } from '../../examples/client/ask';
import { channels, drilldown, kpis, picked, users, type Viewer } from '../../examples/client/dashboard';
import { generated } from '../../examples/client/generate';
import { UsersDocument } from '../../examples/client/generated';
import { gatewayServer, ROOT, type GatewayServer } from '../graphql/gatewayServer';

/**
 * The example client is generated, compiled and run against a listening gateway. Its numbers are
 * those of `test/fixtures/data.sql`.
 */
let server: GatewayServer;
let viewer: Viewer;

beforeAll(async () => {
  server = await gatewayServer();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo;
  viewer = { url: `http://127.0.0.1:${port}/graphql`, asOf: '2026-03-12T09:30:00+08:00', locale: 'en' };
});
afterAll(() => server.close());

test('the committed types are up to date: `npm run client` changes nothing', async () => {
  expect(readFileSync(path.join(ROOT, 'examples/client/generated.ts'), 'utf8')).toBe(await generated());
});

test('an unknown metric does not compile', () => {
  const right = 'data.metrics!.totals.details.revenue_mrr';
  const wrong = 'data.metrics!.totals.details.revenue_mmr';
  expect(problems(right)).toEqual([]);
  expect(problems(wrong)).toEqual([expect.stringMatching(/^Property 'revenue_mmr' does not exist on type/)]);
  expect(problems(`data as unknown as MetricKey satisfies 'x'`)).not.toEqual([]);
  expect(problems(`['adoption_rate'] satisfies MetricKey[]`)).toEqual([]);
  expect(problems(`['adoption_rte'] satisfies MetricKey[]`)).toHaveLength(1);
});

test('the cards show values with their changes', async () => {
  expect(await kpis(viewer)).toMatchSnapshot();
  expect(await kpis({ ...viewer, locale: 'zh-CN' })).toMatchSnapshot();
});

test('the stacked chart has a layer for each channel', async () => {
  expect(await channels(viewer)).toMatchSnapshot();
});

test('users have names from another system', async () => {
  expect(await users(viewer, (id) => `user ${id}`)).toMatchSnapshot();
});

test('the chart shows the chosen metrics, and which dimensions could split it', async () => {
  expect(await picked(viewer, ['active_users_daily', 'adoption_rate'])).toMatchSnapshot();
});

test('clicked conditions apply together', async () => {
  const whole = await drilldown(viewer, {});
  expect(whole).toMatchSnapshot();
  expect(await drilldown(viewer, { utm_source: { eq: 'google' }, task_type: { eq: 'text' } })).toMatchSnapshot();
});

test("an error has the gateway's code and message", async () => {
  const asked = ask(viewer.url, UsersDocument, { first: -1, asOf: null, locale: null });
  await expect(asked).rejects.toThrow(/^BAD_PAGE: `limit` is -1; it must be 0 or more/);
});

/** The compiler's problems with an expression over the data of a query. */
function problems(expression: string): string[] {
  const file = path.join(ROOT, 'examples/client/expression.ts');
  const source = `import type { KpisQuery, MetricKey } from './generated';\ndeclare const data: KpisQuery;\nexport type Key = MetricKey;\nexport const value = ${expression};\n`;
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (name) => ts.sys.readFile(name)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const host = ts.createCompilerHost({ ...options, types: [] });
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : read(name, ...more);
  const program = ts.createProgram([file], { ...options, types: [] }, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
