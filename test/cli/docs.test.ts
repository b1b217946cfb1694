import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { ROOT } from './spawnCli';
import { callCli } from './callCli';

/** The examples of docs/cli.md that name a moment are what comes out. When one is not: look why, and write it anew. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const page = readFileSync(path.join(ROOT, 'docs/cli.md'), 'utf8');
const examples = [...page.matchAll(/```console\n\$ metergate (.*)\n([^]*?)```/g)]
  .map(([, line, shown]) => [line!, shown!] as const)
  .filter(([line]) => line.includes('--as-of'));

test('there are examples', () => expect(examples.length).toBeGreaterThan(5));

test.each(examples)('metergate %s', async (line, shown) => {
  const { code, out } = await callCli(words(line), { DATABASE_URL: database.url });
  expect(code).toBe(0);
  // It changes with every word of the registry.
  const steady = (text: string) => text.replace(/"registryVersion": ".*"/, '');
  expect(steady(out)).toBe(steady(shown));
});

/** As a shell would: blanks part words, single quotes keep them together. */
function words(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}
