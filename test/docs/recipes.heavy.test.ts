import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { hashOf, newKey } from '../../src/server/auth/apiKeys';
import { readAuth } from '../../src/server/auth/authConfig';
import { callCli } from '../cli/callCli';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import { readCsv } from '../export/exporting';
import { liveServer, type LiveServer } from '../live/liveServer';
import { openGuide, type Block } from './guide';
import { words } from './shellWords';

/**
 * Each recipe of docs/recipes.md runs as a person would run it, with a key, on the rows of
 * test/fixtures/data.sql. `UPDATE_DOCS=1 npx jest docs/recipes` updates the outputs.
 */
const guide = openGuide('recipes.md');
const run = promisify(execFile);
const KEY = newKey();
const LINK_KEY = 'a secret of the gateway and of the command';
let directory: { path: string; remove(): Promise<void> };
let server: LiveServer;
let root: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
  const file = path.join(directory.path, 'keys.yaml');
  writeFileSync(file, JSON.stringify({ keys: [{ name: 'someone', sha256: hashOf(KEY) }] }));
  const auth = readAuth((name) => ({ API_KEYS_FILE: file })[name]);
  server = await liveServer({ http: { auth, linkKey: LINK_KEY } });
  root = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  guide.save();
  expect(server.internal).toEqual([]);
  await server.close();
  await directory.remove();
});

/** The first block of a language, and the block after it. */
function recipe(language: string, text = ''): readonly [Block, Block] {
  const at = guide.blocks.findIndex((block) => block.language === language && block.text.includes(text));
  return [guide.blocks[at]!, guide.blocks[at + 1]!];
}

const PROGRAMS = ['js', 'python', 'sh'] as const;
const CHECKED = { csv: 1, js: 1, powerquery: 1, python: 1, sh: 2, text: 4 };

test('every block of the page is checked', () => {
  const counts: Record<string, number> = {};
  for (const { language } of guide.blocks) counts[language] = (counts[language] ?? 0) + 1;
  expect(counts).toEqual(CHECKED);
});

const COMMANDS = { js: process.execPath, python: 'python3', sh: 'sh' } as const;
/** What a machine may lack. */
const NEEDS = { js: 'node', python: 'python3', sh: 'curl' } as const;
const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;

/** Runs the program of a recipe for this gateway. */
async function runs(language: (typeof PROGRAMS)[number], change = (text: string) => text, key = KEY) {
  const [{ text }] = recipe(language);
  expect(text).toContain('http://127.0.0.1:4000');
  const file = path.join(directory.path, `recipe.${language === 'js' ? 'mjs' : language}`);
  writeFileSync(file, change(text.replaceAll('http://127.0.0.1:4000', root)));
  const env = { PATH: process.env['PATH'], METERGATE_KEY: key };
  return run(COMMANDS[language], [file], { cwd: directory.path, env }).then(
    ({ stdout }) => ({ code: 0, out: stdout, told: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      out: stdout,
      told: stderr,
    }),
  );
}

describe.each(PROGRAMS)('%s', (language) => {
  const has = isThere(NEEDS[language]);
  const check = has ? test : test.skip;
  const missing = has ? '' : ` (skipped: this machine has no ${NEEDS[language]})`;

  check(`the recipe prints what the page shows${missing}`, async () => {
    const { code, out, told } = await runs(language);
    expect([code, told]).toEqual([0, '']);
    guide.hold(recipe(language)[1], out);
  });

  check(`it says what is wrong${missing}`, async () => {
    const mistaken = await runs(language, (text) => text.replaceAll('2026-03-11', '2026-03-01'));
    const keyless = await runs(language, undefined, 'mgk_none');
    if (language === 'sh') {
      // The last command of the recipe succeeds; the file has the error.
      const { errors } = JSON.parse(await fileOf('tasks.csv')) as { errors: { message: string }[] };
      expect(errors[0]!.message).toMatch(/API key is not known/);
      return;
    }
    expect([mistaken.code, mistaken.told]).toEqual([1, expect.stringMatching(/before it starts/)]);
    expect([keyless.code, keyless.told]).toEqual([1, expect.stringMatching(/API key is not known/)]);
  });
});

async function fileOf(name: string): Promise<string> {
  return (await import('node:fs/promises')).readFile(path.join(directory.path, name), 'utf8');
}

/** The file that the link of the page leads to, read without headers. */
async function linked(): Promise<string> {
  const [{ text }] = recipe('sh', 'metergate link');
  const args = words(text.replace('https://metrics.example.com', root).trim()).slice(1);
  const { code, out } = await callCli(args, { LINK_KEY });
  expect(code).toBe(0);
  const response = await fetch(out.trim());
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  return response.text();
}

test('a sheet gets the file that the page shows, by the link alone', async () => {
  guide.hold(recipe('csv')[0], await linked());
  expect(recipe('text', 'IMPORTDATA')[0].text).toMatch(/^=IMPORTDATA\("https:\/\/\S+signature=…"\)\n$/);
});

test("the types of Excel's query are those of the columns", async () => {
  const [{ text }] = recipe('powerquery');
  const types = [...text.matchAll(/\{"(\w+)", (?:type )?([\w.]+)\}/g)].map(([, name, type]) => [name!, type!] as const);
  expect(types.map(([name]) => name)).toEqual(['date', 'tasks', 'task_error_rate']);
  const rows = readCsv(await linked());
  expect(rows).toHaveLength(3);
  const patterns: Readonly<Record<string, RegExp>> = {
    date: /^\d{4}-\d\d-\d\d$/,
    'Int64.Type': /^-?\d+$/,
    number: /^-?\d+(\.\d+)?$/,
  };
  for (const row of rows) {
    for (const [name, type] of types)
      expect([name, row[name] ?? '0']).toEqual([name, expect.stringMatching(patterns[type]!)]);
  }
});
