import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Gateway } from '../src/answer/gateway';
import { prepare } from '../src/answer/prepare';
import { gatewaySchema } from '../src/graphql/schema';
import { checkQuery } from '../src/query/checkQuery';
import { loadRegistry } from '../src/registry/load';
import { NOW } from './data';
import { run, type Comparison } from './experiments';
import { byWeek, requestOf } from './questions';
import { medians, milliseconds } from './timing';

const MODEL = path.join(__dirname, '../schema/model');
const TABLES = 55;
const THREE = ['total_generations', 'active_users_weekly', 'adoption_rate'];

export interface BigRegistry {
  readonly metrics: number;
  readonly tables: number;
  /** Milliseconds for loading and checking the registry, and for building the schema. */
  readonly load: number;
  readonly schema: number;
  /** A query of three metrics, planned and run with this registry and with the product's own. */
  readonly answer: Comparison;
}

/** Adds many tables with metrics of every kind to the product's registry, and measures the cost. */
export async function measureBigRegistry(gateway: Gateway): Promise<BigRegistry> {
  const directory = mkdtempSync(path.join(tmpdir(), 'metergate-bench-'));
  try {
    cpSync(MODEL, directory, { recursive: true });
    writeFileSync(path.join(directory, 'many.yaml'), manyTables());
    let registry = gateway.registry;
    const load = await milliseconds(() => (registry = loadRegistry(directory)));
    const schema = await milliseconds(() => gatewaySchema(registry));
    const ask = (one: typeof registry) => {
      const query = checkQuery(one, requestOf(byWeek(THREE)), NOW);
      return run(gateway, prepare({ ...gateway, registry: one }, [query]).statement);
    };
    const [ours, other] = await medians(
      () => ask(registry),
      () => ask(gateway.registry),
    );
    const answer = { name: 'three metrics', gateway: ours!, other: other!, overhead: 0 };
    return { metrics: registry.metrics.size, tables: registry.tables.size, load, schema, answer };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/**
 * Returns tables with nine metrics and a dimension each. Each table is the parent of the next, so
 * paths to dimensions are long.
 */
function manyTables(): string {
  const numbers = Array.from({ length: TABLES }, (_, index) => index);
  const label = (key: string) => `label: { en: ${key}, zh: ${key} }`;
  const metric = (key: string, rest: string) => `  ${key}: { ${label(key)}, group: core_revenue, ${rest} }`;
  const tables = numbers.map((n) => {
    const before = n === 0 ? '' : `, many_${n - 1}: before_id`;
    return `  many_${n}:
    primaryKey: id
    time: at
    parents: { user: user_id${before} }
    columns: { id: bigint, user_id: bigint, before_id: bigint, status: text, amount: numeric, at: timestamptz, ended: timestamptz }`;
  });
  const metrics = numbers.flatMap((n) => [
    metric(`count_${n}`, `numerator: { count: many_${n} }, grain: hour, filters: [{ status: ok }]`),
    metric(`sum_${n}`, `numerator: { sum: amount, of: many_${n} }, grain: hour`),
    metric(`distinct_${n}`, `numerator: { count_distinct: user_id, of: many_${n} }, grain: day, overTime: average`),
    metric(`rolling_${n}`, `numerator: { sum: amount, of: many_${n}, window: { since: month } }, grain: day`),
    metric(`ratio_${n}`, `numerator: count_${n}, denominator: distinct_${n}, grain: day`),
    metric(`derived_${n}`, `expression: 'sum_${n} / (count_${n} + 1)'`),
    metric(`filtered_${n}`, `metric: count_${n}, filters: [{ status_${n}: ok }]`),
    metric(`median_${n}`, `numerator: { median: amount, of: many_${n} }, grain: day`),
    metric(
      `net_${n}`,
      `numerator: { sum: amount, of: many_${n}, active: { from: at, until: ended }, movement: net, each: user_id }, grain: day`,
    ),
  ]);
  const dimensions = numbers.map((n) => `  status_${n}: { ${label(`status_${n}`)}, column: status, of: many_${n} }`);
  return ['tables:', ...tables, 'dimensions:', ...dimensions, 'metrics:', ...metrics, ''].join('\n');
}
