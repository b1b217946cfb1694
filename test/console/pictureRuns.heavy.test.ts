import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { csvAddress } from '../../console/widgets/picture/text/addresses';
import { curlExportText, curlText } from '../../console/widgets/picture/text/curl';
import { givenArguments, pictureQuery } from '../../console/widgets/picture/text/pictureQuery';
import { pythonText } from '../../console/widgets/picture/text/python';
import { typescriptText } from '../../console/widgets/picture/text/typescript';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { QUESTIONS } from './questions';

/** The texts that a person copies from a picture run as they are, with the gateway's numbers. */
const run = promisify(execFile);
const key = newKey();
let directory: { path: string; remove(): Promise<void> };
let open: GatewayServer;
let locked: GatewayServer;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys: [{ name: 'analyst', sha256: hashOf(key) }] }));
  open = await gatewayServer();
  locked = await gatewayServer({ http: { auth: readAuth((name) => ({ API_KEYS_FILE: file })[name]) } });
  for (const { app } of [open, locked]) await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await open.close();
  await locked.close();
  await directory.remove();
});

const urlOf = ({ app }: GatewayServer) => `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
const SERVERS = [
  ['an open gateway', false],
  ['a gateway with keys', true],
] as const;
const CASES = SERVERS.flatMap(([name, needsKey]) =>
  Object.entries(QUESTIONS).map(([question, args]) => [question, name, { args, needsKey }] as const),
);

/** The address for the texts, and what the gateway answers. */
async function prepare({ args, needsKey }: (typeof CASES)[number][2]) {
  const question = pictureQuery(args, 'en');
  const { data, errors } = await open.ask(question.query, question.variables);
  expect(errors).toEqual([]);
  const gateway = { url: urlOf(needsKey ? locked : open), needsKey };
  return { question, gateway, answer: data!['metricSeries'] as Answer };
}
interface Answer {
  readonly buckets: readonly { readonly label: string }[];
  readonly series: readonly {
    readonly label: string;
    readonly formatted: readonly (string | null)[];
    readonly overall: { readonly formatted: string | null; readonly status: string };
  }[];
}

const env = { ...process.env, METERGATE_KEY: key };

/** What both programs print. */
function printed({ buckets, series }: Answer): string {
  return series
    .flatMap(({ label, formatted, overall }) => [
      `${label}: ${overall.formatted ?? overall.status}`,
      ...buckets.map((bucket, index) => `  ${bucket.label}: ${formatted[index] ?? '-'}`),
    ])
    .map((line) => `${line}\n`)
    .join('');
}

test.each(CASES)('curl prints the answer: %s, %s', async (_question, _server, one) => {
  const { question, gateway, answer } = await prepare(one);
  const { stdout } = await run('sh', ['-c', curlText(question, gateway)], { env });
  expect(JSON.parse(stdout)).toEqual({ data: { metricSeries: answer } });
});

test('TypeScript compiles without errors', async () => {
  const files = await Promise.all(
    CASES.map(async ([, , one], index) => {
      const { question, gateway } = await prepare(one);
      const file = path.join(directory.path, `picture${index}.mts`);
      writeFileSync(file, typescriptText(question, gateway));
      return file;
    }),
  );
  const program = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
    types: [],
  });
  const mistakes = ts.getPreEmitDiagnostics(program);
  expect(mistakes.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
});

test.each(CASES)('TypeScript prints the numbers: %s, %s', async (_question, _server, one) => {
  const { question, gateway, answer } = await prepare(one);
  const { outputText } = ts.transpileModule(typescriptText(question, gateway), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const script = path.join(directory.path, 'picture.mjs');
  writeFileSync(script, outputText);
  const { stdout } = await run(process.execPath, [script], { env });
  expect(stdout).toBe(printed(answer));
});

test.each(CASES)('Python prints the numbers: %s, %s', async (_question, _server, one) => {
  const { question, gateway, answer } = await prepare(one);
  if (!(await hasRequests())) return;
  const file = path.join(directory.path, 'picture.py');
  writeFileSync(file, pythonText(question, gateway));
  const { stdout } = await run('python3', [file], { env: { ...env, PYTHONUTF8: '1' } });
  expect(stdout).toBe(printed(answer));
});

/** Python may be missing on this machine, or its package. */
async function hasRequests(): Promise<boolean> {
  return run('python3', ['-c', 'import requests']).then(
    () => true,
    () => false,
  );
}

test.each(Object.entries(QUESTIONS))(
  'the address of the CSV file and its command give its rows: %s',
  async (_name, args) => {
    const posted = await fetch(`${urlOf(open)}/export.csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(givenArguments(args)),
    });
    const rows = await posted.text();
    expect([posted.status, rows.split('\n').length > 2]).toEqual([200, true]);
    expect(await (await fetch(csvAddress(args, urlOf(open)))).text()).toBe(rows);
    // A gateway with keys wants a header, which an address does not have. The command sends it.
    expect((await fetch(csvAddress(args, urlOf(locked)))).status).toBe(401);
    const command = curlExportText(givenArguments(args), { url: urlOf(locked), needsKey: true });
    expect((await run('sh', ['-c', command], { env })).stdout).toBe(rows);
  },
);
