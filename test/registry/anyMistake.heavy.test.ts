import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, parseDocument, visit } from 'yaml';
import { loadRegistry } from '../../src/registry/load';
import { RegistryProblems } from '../../src/registry/problems';

const FILES = ['model', 'tables', 'dimensions'];
const WANTED = [
  'new_paying_users',
  'new_registrations',
  'payment_conversion_rate',
  'revenue_mrr',
  'active_users_weekly',
  'returned_users_day_1',
  'adoptions',
  'token_cost',
  'net_new_mrr',
  'opening_subscribers_lost',
  'subscribers_at_open',
  'logo_churn_rate',
  'revenue_month_to_date',
  'tokens_per_user_p90',
  'text_generations',
  'total_generations',
];

/** The model of the product, with one metric of each kind, as one document. */
function wholeModel(): string {
  const files = FILES.map((name) => readFileSync(`schema/model/${name}.yaml`, 'utf8'));
  const metrics: Record<string, unknown> = {};
  for (const name of ['metrics', 'metrics_more']) {
    Object.assign(metrics, parse(readFileSync(`schema/model/${name}.yaml`, 'utf8')).metrics);
  }
  const wanted = WANTED.map((key) => `  ${key}: ${JSON.stringify(metrics[key])}\n`);
  return `${files.join('\n')}\nmetrics:\n${wanted.join('')}`;
}

/** It has many keys and values: the test spoils every fifth; with HEAVY=1 every one. */
const STEP = process.env['HEAVY'] ? 1 : 5;

/** Replaces some key or value by something else. */
function* spoilt(text: string): Generator<string> {
  const document = parseDocument(text);
  const ranges: [number, number][] = [];
  visit(document, {
    Node: (_, node) => void (node.range && node !== document.contents && ranges.push([node.range[0], node.range[1]])),
  });
  const others = ['null', '3', '[]', '{}', 'nothing', '[nothing, null]', '{ any: nothing }', '__proto__', '"not"'];
  for (const [index, [start, end]] of ranges.entries()) {
    if (index % STEP !== 0) continue;
    yield `${text.slice(0, start)}${others[index % others.length]}${text.slice(end)}`;
  }
}

test('every mistake is reported as problems, each with its line, and never ends in another exception', () => {
  const directory = mkdtempSync(join(tmpdir(), 'registry-'));
  const text = wholeModel();
  let refused = 0;
  const load = (variant: string): void => {
    writeFileSync(join(directory, 'model.yaml'), variant);
    try {
      loadRegistry(directory);
    } catch (error) {
      if (!(error instanceof RegistryProblems)) throw new Error(`For:\n${variant}`, { cause: error });
      refused++;
      for (const { line, expected } of error.problems) {
        expect(line).toBeGreaterThan(0);
        expect(expected).not.toBe('');
      }
      expect(error.problems.length).toBeGreaterThan(0);
    }
  };
  load(text);
  expect(refused).toBe(0);
  for (const variant of spoilt(text)) load(variant);
  expect(refused).toBeGreaterThan(100);
  rmSync(directory, { recursive: true });
});
