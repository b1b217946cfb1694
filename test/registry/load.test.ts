import { DEFAULT_LIMITS } from '../../src/registry/grammar/file';
import { loadRegistry } from '../../src/registry/load';
import { loadShop, metricYaml, SHOP } from './shopModel';

describe('loadRegistry', () => {
  test('reads sections spread over files, in the order of their names', () => {
    const registry = loadShop({
      'a.yml': metricYaml('numerator: { count: orders }', 'grain: day'),
      'z.yaml': 'limits: { maxRows: 7 }',
    });
    expect([...registry.metrics.keys()]).toEqual(['m', 'order_count']);
    expect(registry.limits).toEqual({ ...DEFAULT_LIMITS, maxRows: 7 });
    expect(registry.timeZone).toBe('Europe/Berlin');
  });

  test('ignores other files of the directory', () => {
    expect(loadShop({ 'README.md': '# ][' }).metrics.size).toBe(1);
  });

  test('reads tables and columns with other names in the database', () => {
    const registry = loadShop({
      'more.yaml':
        'tables:\n  event: { schema: app, name: Events, primaryKey: id, columns: { id: { type: bigint, name: ID } } }',
    });
    const event = registry.tables.get('event')!;
    expect(event).toMatchObject({ source: { kind: 'relation', schema: 'app', name: 'Events' }, time: null });
    expect(event.columns.get('id')).toMatchObject({ key: 'id', name: 'ID', type: 'bigint', timeZone: null });
    expect(registry.tables.get('orders')).toMatchObject({
      source: { kind: 'relation', schema: null, name: 'orders' },
    });
    expect(registry.tables.get('orders')!.columns.get('shipped_at')).toMatchObject({
      type: 'timestamp',
      timeZone: 'UTC',
    });
  });

  test('keeps values in the order of the file, numbers too', () => {
    const text = "{ '10': { en: Ten, zh: 十 }, '9': { en: Nine, zh: 九 }, 007: { en: Bond, zh: 邦 } }";
    const registry = loadShop({
      'more.yaml': `dimensions:\n  way: { label: { en: W, zh: 路 }, column: channel, of: customer, values: ${text} }`,
    });
    expect([...registry.dimensions.get('way')!.values.keys()]).toEqual(['10', '9', '007']);
  });
});

describe('version', () => {
  const version = (shop: string): string => loadShop({ 'shop.yaml': shop }).version;

  test('is the same for the same definitions, however they are laid out', () => {
    expect(version(SHOP)).toMatch(/^[0-9a-f]{16}$/);
    expect(version(`# A comment\n\n${SHOP}`)).toBe(version(SHOP));
    expect(version(SHOP.replace('{ count: orders }', '\n      count: orders'))).toBe(version(SHOP));
  });

  test.each([
    ['grain: hour', 'grain: day'],
    ['zh: 订单数', 'zh: 订单'],
    ['amount: numeric', 'amount: integer'],
    ['Europe/Berlin', 'Europe/Paris'],
  ])('changes when %s becomes %s', (from, to) => {
    expect(version(SHOP.replace(from, to))).not.toBe(version(SHOP));
  });
});

test('500 metrics load fast', () => {
  const metrics = Array.from(
    { length: 500 },
    (_, index) => `  m${index}:
    label: { en: Metric ${index}, zh: 指标 ${index} }
    group: sales
    numerator: ${index % 2 ? `m${index - 1}\n    denominator: order_count` : '{ sum: amount, of: orders, times: 0.5 }'}
    filters: ${index % 2 ? '[]' : '[{ status: [paid, sent], not: { shipped_at: null } }]'}
    grain: day
`,
  );
  const start = process.cpuUsage();
  expect(loadShop({ 'many.yaml': `metrics:\n${metrics.join('')}` }).metrics.size).toBe(501);
  // A quarter of a second alone. The bound leaves room for a busy machine, and none for quadratic
  // work.
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(2500);
});

test('a directory without files is a problem', () => {
  expect(() => loadRegistry('schema/nowhere')).toThrow(
    'schema/nowhere:1: the registry has no files — expected a directory with .yaml files',
  );
});
