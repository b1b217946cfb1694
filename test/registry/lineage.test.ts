import { lineageOf } from '../../src/model/lineage';
import { partIn } from '../../src/model/parts';
import { sources } from '../../src/model/words/sources';
import { visibleTo } from '../../src/policy/visibleRegistry';
import type { Metric, Registry } from '../../src/model/registry';
import type { Role } from '../../src/model/role';
import { productModel } from './productModel';

/** Lineages of the product's metrics: docs/meaning.md#lineage. */
const registry = productModel();
const role = (...metrics: string[]) =>
  ({ key: metrics.join(), metrics, dimensions: ['utm_source'] }) as unknown as Role;
const RATES = visibleTo(registry, role('payment_conversion_rate', 'stickiness', 'adoption_rate', 'text_generations'));

const lineage = (key: string, visible: Registry = registry) => lineageOf(visible, visible.metrics.get(key)!);
const arrows = (key: string, visible?: Registry) =>
  lineage(key, visible).edges.map(({ from, to }) => `${from} > ${to}`);

test('a ratio leads to its metrics, these to their measures, and these to tables', () => {
  expect(lineage('payment_conversion_rate').nodes.map(({ id }) => id)).toEqual([
    'metric:payment_conversion_rate',
    'metric:new_paying_users',
    'metric:new_registrations',
    'measure:new_paying_users',
    'measure:new_registrations',
    'table:trade',
    'table:user',
  ]);
  expect(arrows('payment_conversion_rate')).toEqual([
    'metric:payment_conversion_rate > metric:new_paying_users',
    'metric:payment_conversion_rate > metric:new_registrations',
    'metric:new_paying_users > measure:new_paying_users',
    'metric:new_registrations > measure:new_registrations',
    'measure:new_paying_users > table:trade',
    'measure:new_registrations > table:user',
  ]);
});

test('a metric under a filter leads to the table of the dimension as well', () => {
  expect(arrows('text_generations')).toContain('metric:text_generations > table:task_generate_log');
});

test('a metric that is not visible is passed over, and not named', () => {
  const [measure = ''] = arrows('payment_conversion_rate', RATES);
  expect(measure).toMatch(/^metric:payment_conversion_rate > measure:hidden-\d+$/);
  expect(lineage('payment_conversion_rate', RATES).nodes.map(({ kind }) => kind)).toEqual([
    'metric',
    'measure',
    'measure',
    'table',
    'table',
  ]);
  expect(arrows('text_generations', RATES)).not.toContain('metric:text_generations > table:task_generate_log');
});

describe.each([
  ['all metrics', registry],
  ['the metrics of a role', RATES],
])('of %s', (_, visible) => {
  test.each([...visible.metrics.keys()])('%s has each node once, no cycle, all sources and all measures', (key) => {
    const { nodes, edges } = lineage(key, visible);
    const ids = nodes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[0]).toBe(`metric:${key}`);
    for (const { from, to } of edges) expect(ids.indexOf(to)).toBeGreaterThan(ids.indexOf(from));
    // Every node but the first is reached.
    expect(ids.slice(1).filter((id) => !edges.some(({ to }) => to === id))).toEqual([]);
    const columns = nodes.flatMap((node) =>
      node.kind === 'table' ? node.columns.map((one) => `${node.table}.${one}`) : [],
    );
    const metric = visible.metrics.get(key)!;
    expect(columns.sort()).toEqual(sources(visible, metric));
    const measured = new Set(measuresBelow(visible, metric));
    expect(nodes.filter(({ kind }) => kind === 'measure').length).toBe(measured.size);
    expect(new Set(nodes.flatMap((node) => (node.kind === 'measure' ? [node.metric.key] : [])))).toEqual(measured);
  });
});

/** Reads the definitions directly: the keys of all metrics below that are measured in a table. */
function measuresBelow(visible: Registry, { key, definition }: Metric): string[] {
  if ('table' in definition) return [key];
  const names = JSON.stringify(definition).matchAll(/"(?:numerator|denominator|metric)":"(\w+)"/g);
  return [...names].flatMap(([, part]) => measuresBelow(visible, partIn(visible, part!)));
}
