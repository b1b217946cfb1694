import path from 'node:path';
import { audienceOf, entityOf, isAudience } from '../../src/model/audience';
import { loadRegistry } from '../../src/registry/load';
import { visibleTo } from '../../src/policy/visibleRegistry';
import type { Role } from '../../src/model/role';
import { productModel } from './productModel';
import { loadShop, metricYaml } from './shopModel';

/** Which metrics count an entity: docs/meaning.md#audiences. */

const product = productModel();

test("audiences of the demo product's metrics", () => {
  const found = [...product.metrics.values()]
    .filter(({ renamedTo }) => renamedTo === null)
    .map((metric) => [metric.key, entityOf(product, metric)] as const)
    .filter(([, entity]) => entity !== null);
  expect(Object.fromEntries(found)).toEqual({
    active_users_daily: 'user_id',
    new_paying_users: 'user_id',
    new_registrations: 'user_id',
    task_users_daily: 'user_id',
    user_source_channel: 'user_id',
  });
});

test('audiences of the shop of the examples', () => {
  const shop = loadRegistry(path.join(__dirname, '../../examples/shop/model'));
  const found = [...shop.metrics.values()].flatMap((metric) => {
    const entity = entityOf(shop, metric);
    return entity === null ? [] : [`${metric.key}: ${entity}`];
  });
  expect(found).toEqual([
    'joined: customer_no',
    'newsletter_joined: customer_no',
    'buyers: customer_no',
    'buyers_daily: customer_no',
    'first_buys: customer_no',
    'second_buys: customer_no',
  ]);
});

/** The audience of a metric of the small shop. */
function audience(...lines: string[]) {
  const registry = loadShop({ 'more.yaml': metricYaml(...lines) });
  return audienceOf(registry, registry.metrics.get('m')!);
}

test.each([
  ['a distinct count', ['numerator: { count_distinct: customer_id, of: orders }'], false, 'ordered_at', 'customer_id'],
  ['a first count', ['numerator: { count_first: customer_id, of: orders }'], true, 'ordered_at', 'customer_id'],
  ['a count by primary key', ['numerator: { count: customer }'], false, 'joined_at', 'id'],
  [
    'a count with a date of its own',
    ['numerator: { count_distinct: customer_id, of: orders, at: shipped_at }'],
    false,
    'shipped_at',
    'customer_id',
  ],
])('%s is an audience', (_, lines, isFirst, at, column) => {
  expect(audience(...lines, 'grain: day')).toMatchObject({ entity: 'customer_id', isFirst, at, column, where: [] });
});

test('a metric under filters is the audience of the metric that it filters, with these filters', () => {
  const registry = loadShop({
    'more.yaml': `
metrics:
  buyers:
    label: { en: Buyers, zh: 买家 }
    group: sales
    numerator: { count_distinct: customer_id, of: orders }
    grain: day
    filters:
      - status: paid
  web_buyers:
    label: { en: Web buyers, zh: 网站买家 }
    group: sales
    metric: buyers
    filters:
      - channel: web
`,
  });
  const found = audienceOf(registry, registry.metrics.get('web_buyers')!);
  const buyers = audienceOf(registry, registry.metrics.get('buyers')!);
  expect(found).toEqual({
    ...buyers,
    where: [expect.objectContaining({ dimension: 'channel' })],
  });
});

test.each([
  ['a count of a table whose key is no dimension', ['numerator: { count: orders }'], { kind: 'noDimension' }],
  [
    'a distinct count of a column that is no dimension',
    ['numerator: { count_distinct: status, of: orders }'],
    { kind: 'noDimension' },
  ],
  ['a count with lag', ['numerator: { count: customer, lag: 1 }'], { kind: 'lag' }],
  [
    'a window',
    ['numerator: { count_distinct: customer_id, of: orders, window: { last: 7, unit: day } }'],
    { kind: 'kind', of: 'rolling' },
  ],
  ['a sum', ['numerator: { sum: amount, of: orders }'], { kind: 'kind', of: 'sum' }],
  ['a statistic', ['numerator: { avg: amount, of: orders }'], { kind: 'kind', of: 'statistic' }],
  ['a ratio', ['numerator: order_count', 'denominator: order_count'], { kind: 'kind', of: 'ratio' }],
  ['an expression', ['expression: order_count * 2'], { kind: 'kind', of: 'derived' }],
])('%s is no audience', (_, lines, expected) => {
  const found = audience(...lines, ...(lines[0]!.startsWith('expression') ? [] : ['grain: day']));
  expect(isAudience(found)).toBe(false);
  expect(found).toEqual(expected);
});

test('for a role that does not see the entity, the metric has none', () => {
  const role = { key: 'r', metrics: [...product.metrics.keys()], dimensions: ['utm_source'] } as unknown as Role;
  const visible = visibleTo(product, role);
  expect([...visible.metrics.values()].filter((metric) => entityOf(visible, metric) !== null)).toEqual([]);
});
