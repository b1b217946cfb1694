import { formula, wordingFor } from '../../src/model/words/describe';
import { loadShop, metricProblems, metricYaml, problemsWith } from './shopModel';

const COUNT = ['numerator: { count: orders }', 'grain: day'] as const;

test('a former key is a metric of its own with the same definition, listed after the current one', () => {
  const { metrics } = loadShop({ 'more.yaml': metricYaml(...COUNT, 'was: [order_cnt, orders_total]') });
  expect([...metrics.keys()]).toEqual(['m', 'order_cnt', 'orders_total', 'order_count']);
  const now = metrics.get('m')!;
  expect(metrics.get('order_cnt')).toEqual({
    ...now,
    key: 'order_cnt',
    label: { en: 'M (order_cnt)', zh: '指标（order_cnt）' },
    deprecated: 'Renamed to m',
    formerKeys: [],
    renamedTo: 'm',
  });
  expect([now.formerKeys, now.renamedTo]).toEqual([['order_cnt', 'orders_total'], null]);
  expect(metrics.get('order_cnt')!.definition).toBe(now.definition);
  expect(now.deprecated).toBeNull();
});

test('the former key of a deprecated metric leads to that metric', () => {
  const { metrics } = loadShop({ 'more.yaml': metricYaml(...COUNT, 'deprecated: Use another.', 'was: old') });
  expect(metrics.get('m')!.deprecated).toBe('Use another.');
  expect(metrics.get('old')!.deprecated).toBe('Renamed to m');
});

test('ratios may go on naming a part by its former key, and show the current one', () => {
  const ratio = 'label: { en: R, zh: 比 }, group: sales, grain: day';
  const registry = loadShop({
    'more.yaml': `${metricYaml(...COUNT, 'was: old')}  rate: { ${ratio}, numerator: old, denominator: order_count, was: quota }\n`,
  });
  const rate = registry.metrics.get('rate')!;
  expect(rate.definition).toEqual({ kind: 'ratio', numerator: 'm', denominator: 'order_count' });
  expect(formula(rate, wordingFor(registry, null))).toBe('m / order_count');
  expect(rate.dimensions).toEqual(['channel', 'customer_id']);
  expect(registry.metrics.get('quota')).toEqual({
    ...rate,
    key: 'quota',
    label: { en: 'R (quota)', zh: '比（quota）' },
    deprecated: 'Renamed to rate',
    formerKeys: [],
    renamedTo: 'rate',
  });
});

test('the version changes with it', () => {
  const version = (...lines: string[]) => loadShop({ 'more.yaml': metricYaml(...COUNT, ...lines) }).version;
  expect(version('was: old')).not.toBe(version());
  expect(version('was: [old]')).toBe(version('was: old'));
});

describe('problems', () => {
  test.each([
    ['m', 'was: "m" is the current key of the metric — expected a former key'],
    ['[a, a]', 'was[1]: "a" is already a former key of "m" (more.yaml:2) — expected each former key once'],
    ['2nd', 'was: "2nd" is not a valid name — expected letters, digits and _, beginning with a letter or _'],
    [
      '[a, TIME]',
      'was[1]: "TIME" is a word of the query language — expected a name other than and, or, not, true, false, null, TIME',
    ],
    ['__m', 'was: names that begin with __ belong to GraphQL — expected a name that begins otherwise'],
    ['[]', 'was: is an empty list — expected at least one former key'],
    ['2024', 'was: is 2024 — expected a former key, or a list of them'],
    ['{ key: a }', 'was: is a mapping — expected a former key, or a list of them'],
    ['[a, 3]', "was[1]: is 3 — expected a former key; with quotes: '3'"],
  ])('was: %s', (was, problem) => {
    expect(metricProblems(...COUNT, `was: ${was}`).map((line) => line.replace(/\(.*more/, '(more'))).toEqual([problem]);
  });

  test.each(['order_count', 'channel'])('%s is in use', (key) => {
    const [problem, ...others] = metricProblems(...COUNT, `was: ${key}`);
    expect(others).toEqual([]);
    expect(problem).toMatch(/^was: "\w+" is in use \(.*shop\.yaml:\d+\) — expected a key that is no longer in use$/);
  });

  test('two metrics cannot both have had a key', () => {
    const other =
      '  n: { label: { en: N, zh: 另 }, group: sales, numerator: { count: orders }, grain: day, was: old }\n';
    expect(problemsWith(metricYaml(...COUNT, 'was: old') + other)).toEqual([
      expect.stringMatching(
        /^more\.yaml:8: metrics\.n\.was: "old" is already a former key of "m" \(.*more\.yaml:2\) — expected each former key once$/,
      ),
    ]);
  });
});
