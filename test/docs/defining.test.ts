import { cpSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { productDatabase } from '../postgres/productDatabase';
import { ROOT } from '../cli/spawnCli';
import { callCli } from '../cli/callCli';
import { temporaryDirectory } from '../engine/temporaryDirectory';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { openGuide, type Block } from './guide';
import { words } from './shellWords';

/**
 * Each YAML block of docs/guide-defining.md is valid as one more file of the product's registry,
 * `more.yaml`, unless the page shows an error of `metergate check`. The queries after a block use
 * that registry and the rows of test/fixtures/data.sql. If an answer differs, find out why;
 * `UPDATE_DOCS=1 npx jest docs/defining` updates the page.
 */
const guide = openGuide('guide-defining.md');
const COMMAND = /^\$ metergate (.*)\n/;
const AS_OF = ['--as-of', '2026-03-12T09:30:00+08:00'];

let database: FreshDatabase;
let directory: { path: string; remove(): Promise<void> };
let model: string;
beforeAll(async () => {
  [database, directory] = await Promise.all([productDatabase(), temporaryDirectory()]);
  model = path.join(directory.path, 'model');
});
afterAll(async () => {
  guide.save();
  await Promise.all([database.drop(), directory.remove()]);
});

interface Example {
  readonly yaml: Block;
  readonly commands: readonly Block[];
}

const examples = guide.blocks.reduce<Example[]>((found, block) => {
  if (block.language === 'yaml') return [...found, { yaml: block, commands: [] }];
  const last = found.at(-1);
  if (block.language !== 'console' || !last) return found;
  return [...found.slice(0, -1), { ...last, commands: [...last.commands, block] }];
}, []);

test('the page has more than 20 examples', () => {
  expect(examples.length).toBeGreaterThan(20);
  // A block in another language would not be checked.
  expect([...new Set(guide.blocks.map(({ language }) => language))].sort()).toEqual(['console', 'yaml']);
});

test.each(examples.map((example) => [example.yaml.line, example] as const))(
  'the example on line %i works as shown',
  async (_line, example) => {
    rmSync(model, { recursive: true, force: true });
    cpSync(path.join(ROOT, 'schema/model'), model, { recursive: true });
    writeFileSync(path.join(model, 'more.yaml'), example.yaml.text);
    const checked = example.commands.some(({ text }) => text.startsWith('$ metergate check'));
    if (!checked) expect((await run(['check'])).shown).toMatch(/^The registry is sound: /);
    for (const command of example.commands) {
      const line = COMMAND.exec(command.text)![1]!;
      const { code, shown } = await run(words(line));
      if (words(line)[0] === 'query') expect(code).toBe(0);
      guide.hold(command, `$ metergate ${line}\n${shown}`);
    }
  },
);

/**
 * Runs a command as the page shows it: at the moment of the fixtures, with the reader's path of the
 * registry.
 */
async function run(args: readonly string[]): Promise<{ code: number; shown: string }> {
  const asks = args[0] === 'query';
  const env = { MODEL_DIRECTORY: model, ...(asks && { DATABASE_URL: database.url }) };
  const { code, out, told } = await callCli(asks ? [...args, ...AS_OF] : args, env);
  // If there is no answer, the message says why.
  const text = asks ? told + out : out + told;
  return { code, shown: text.replaceAll(path.relative(process.cwd(), model), MODEL).replaceAll(model, MODEL) };
}

const MODEL = 'schema/model';
