import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadRegistry } from '../../src/registry/load';
import { RegistryProblems } from '../../src/registry/problems';
import type { Registry } from '../../src/model/registry';

/** A small sound registry of another product, for tests to spoil. */
export const SHOP = `
timeZone: Europe/Berlin
currency: EUR
groups:
  sales: { label: { en: Sales, zh: 销售 } }
tables:
  customer:
    primaryKey: id
    time: joined_at
    columns: { id: bigint, channel: text, joined_at: timestamptz, age: integer }
  orders:
    primaryKey: id
    time: ordered_at
    parents: { customer: customer_id }
    columns:
      id: bigint
      customer_id: bigint
      status: text
      amount: numeric
      ordered_at: timestamptz
      shipped_at: { type: timestamp, timeZone: UTC }
  visit:
    primaryKey: id
    columns: { id: bigint, page: text, seen_at: timestamptz }
dimensions:
  channel: { label: { en: Channel, zh: 渠道 }, column: channel, of: customer }
  customer_id: { label: { en: Customer, zh: 客户 }, type: id, column: id, of: customer }
metrics:
  order_count:
    label: { en: Orders, zh: 订单数 }
    group: sales
    numerator: { count: orders }
    grain: hour
`;

/** Loads a registry of the shop's file and others. File names are as given in a thrown error. */
export function loadShop(files: Record<string, string> = {}): Registry {
  const directory = mkdtempSync(join(tmpdir(), 'registry-'));
  try {
    for (const [name, text] of Object.entries({ 'shop.yaml': SHOP, ...files }))
      writeFileSync(join(directory, name), text);
    return loadRegistry(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The problems of the shop with other files, a line each, with their files' own names. */
export function shopProblems(files: Record<string, string>): string[] {
  try {
    loadShop(files);
    return [];
  } catch (error) {
    if (!(error instanceof RegistryProblems)) throw error;
    return new RegistryProblems(
      error.problems.map((problem) => ({ ...problem, file: basename(problem.file) })),
    ).message.split('\n');
  }
}

/** The same of one more file, `more.yaml`, whose sections come without their first line break. */
export function problemsWith(more: string): string[] {
  return shopProblems({ 'more.yaml': more.replace(/^\n/, '') });
}

/** A metric `m` of the shop, with these lines after its label and group. */
export function metricYaml(...lines: string[]): string {
  const body = lines.map((line) => `    ${line}\n`).join('');
  return `metrics:\n  m:\n    label: { en: M, zh: 指标 }\n    group: sales\n${body}`;
}

/** The problems of such a metric, without file and line. */
export function metricProblems(...lines: string[]): string[] {
  return problemsWith(metricYaml(...lines)).map((line) => line.replace(/^more\.yaml:\d+: metrics\.m\.?/, ''));
}

/** The definition of such a metric. */
export function definitionOf(...lines: string[]): unknown {
  return loadShop({ 'more.yaml': metricYaml(...lines) }).metrics.get('m')!.definition;
}
