import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ROOT } from './spawnCli';
import { callCli } from './callCli';

/**
 * The examples of docs/cli.md with `--as-of` show the real output. If one differs, find out why and
 * update the page.
 */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const page = readFileSync(path.join(ROOT, 'docs/cli.md'), 'utf8');
const examples = [...page.matchAll(/```console\n\$ metergate (.*)\n([^]*?)```/g)]
  .map(([, line, shown]) => [line!, shown!] as const)
  .filter(([line]) => line.includes('--as-of'));

test('the page has more than five such examples', () => expect(examples.length).toBeGreaterThan(5));

test.each(examples)('the page shows the output of metergate %s', async (line, shown) => {
  const { code, out } = await callCli(words(line), { DATABASE_URL: database.url });
  expect(code).toBe(0);
  // The version changes with every word of the registry.
  const steady = (text: string) => text.replace(/"registryVersion": ".*"/, '');
  expect(steady(out)).toBe(steady(shown));
});

/** The words of a command line: spaces separate them, and single quotes keep spaces in one word. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}
