import { loadShop, metricProblems, metricYaml, problemsWith } from './shopModel';

const metricOf = (...lines: string[]) => loadShop({ 'more.yaml': metricYaml(...lines) }).metrics.get('m')!;
const on = (filters: string): unknown => metricOf('metric: order_count', `filters: ${filters}`).definition;
const is = (dimension: string, ...values: string[]): unknown => ({ kind: 'in', dimension, values });

describe('a metric on another', () => {
  test.each([
    ['[{ channel: web }]', is('channel', 'web')],
    [
      '[{ channel: [web, shop, web], customer_id: 007 }]',
      { kind: 'all', of: [is('channel', 'web', 'shop'), is('customer_id', '7')] },
    ],
    ['[{ channel: [null, web] }]', { kind: 'any', of: [is('channel', 'web'), { kind: 'null', dimension: 'channel' }] }],
    [
      '[{ channel: { startsWith: W, ignoreCase: true } }, { customer_id: { notIn: [7, 8] } }]',
      {
        kind: 'all',
        of: [
          { kind: 'startsWith', dimension: 'channel', text: 'W', ignoreCase: true },
          { kind: 'not', of: is('customer_id', '7', '8') },
        ],
      },
    ],
    [
      '[{ not: { any: [{ channel: null }, { customer_id: 9007199254740993 }] } }]',
      {
        kind: 'not',
        of: { kind: 'any', of: [{ kind: 'null', dimension: 'channel' }, is('customer_id', '9007199254740993')] },
      },
    ],
  ])('is that metric where %s', (filters, where) => {
    expect(on(filters)).toEqual({ kind: 'filtered', metric: 'order_count', where });
  });

  test('has the grain, the rule for coarser buckets, the dimensions and, unless it declares its own, the unit of the other, through any depth and in any order', () => {
    const { metrics } = loadShop({
      'more.yaml': `
metrics:
  top: { label: { en: T, zh: 顶 }, group: sales, metric: middle, filters: [{ customer_id: 1 }], unit: tokens }
  middle: { label: { en: M, zh: 中 }, group: sales, metric: base, filters: [{ channel: web }] }
  base:
    label: { en: B, zh: 底 }
    group: sales
    unit: { currency: USD }
    numerator: { sum: amount, of: orders }
    grain: week
    overTime: average
`,
    });
    expect(metrics.get('middle')).toMatchObject({
      grain: 'week',
      overTime: 'average',
      unit: { kind: 'currency', currency: 'USD' },
      dimensions: ['channel', 'customer_id'],
    });
    expect(metrics.get('top')).toMatchObject({ grain: 'week', overTime: 'average', unit: { kind: 'tokens' } });
  });

  test('may name it by a former key', () => {
    const { metrics } = loadShop({
      'more.yaml': `${metricYaml('numerator: { count: orders }', 'grain: day', 'was: old')}  n: { label: { en: N, zh: 另 }, group: sales, metric: old, filters: [{ channel: web }] }\n`,
    });
    expect(metrics.get('n')!.definition).toEqual({ kind: 'filtered', metric: 'm', where: is('channel', 'web') });
  });

  test.each([
    [
      ['metric: order_count', `filters: ["channel = 'web'", { customer_id: { gt: 5 } }]`],
      [
        'filters[0]: is an expression over columns — expected a mapping of dimensions, such as `channel: web`',
        'filters[1].customer_id.gt: "customer_id" is an id — expected `eq`, `ne`, `in`, `notIn`, `isNull`',
      ],
    ],
    [
      ['metric: order_cuont'],
      ['metric: there is no metric "order_cuont" — expected one of m, order_count; did you mean "order_count"?'],
    ],
    [['metric: 3'], ["metric: is 3 — expected the key of a metric; with quotes: '3'"]],
    [['metric: m'], ['metric: depends on itself: m → m — expected references without a cycle']],
    [['grain: day'], ['grain: follows from the metric that it filters — expected no `grain` here']],
    [['overTime: last'], ['overTime: follows from the metric that it filters — expected no `overTime` here']],
    [
      ['denominator: order_count'],
      ['denominator: only a ratio has one — expected a `numerator` that is the key of a metric too'],
    ],
    [['filters: []'], ['filters: is an empty list — expected at least one condition, on dimensions of the metric']],
    [['filters: { channel: web }'], ['filters: is a mapping — expected a list, such as `- status: success`']],
    [
      ['filters: [{ chanel: web }]'],
      [
        'filters[0].chanel: there is no dimension "chanel" — expected one of channel, customer_id; did you mean "channel"?',
      ],
    ],
    [
      ['filters: [{ channel: 1 }, { customer_id: [x, 9223372036854775808] }]'],
      [
        'filters[0].channel: "1" does not fit "channel", which is text — expected text; in quotes if that is what is meant: \'1\'',
        'filters[1].customer_id[0]: "x" does not fit "customer_id", which is bigint — expected a whole number',
        'filters[1].customer_id[1]: "9223372036854775808" does not fit "customer_id", which is bigint — expected a whole number from -9223372036854775808 to 9223372036854775807',
      ],
    ],
  ])('%j', (lines, problems) => {
    const given = lines.map((line) => line.split(':')[0]);
    const others = ['metric: order_count', 'filters: [{ channel: web }]'].filter(
      (line) => !given.includes(line.split(':')[0]),
    );
    expect(metricProblems(...others, ...lines)).toEqual(problems);
  });

  test('needs filters', () => {
    expect(metricProblems('metric: order_count')).toEqual([
      'filters: is missing — expected at least one condition, on dimensions of the metric',
    ]);
  });

  const elsewhere = (metric: string, filters: string): string[] =>
    problemsWith(`
dimensions:
  page: { label: { en: P, zh: 页 }, column: page, of: visit, empty: home }
metrics:
  visits: { label: { en: V, zh: 访 }, group: sales, numerator: { count: visit, at: seen_at }, grain: day }
  m: { label: { en: M, zh: 指标 }, group: sales, metric: ${metric}, filters: ${filters} }
`).map((line) => line.replace('more.yaml:5: metrics.m.', ''));

  test('is filtered by dimensions that the other reaches', () => {
    expect(elsewhere('order_count', '[{ page: a }, { any: [{ channel: web }, { not: { page: b } }] }]')).toEqual([
      'filters[0].page: "order_count" does not reach "page" — expected one of channel, customer_id',
      'filters[1].any[1].not.page: "order_count" does not reach "page" — expected one of channel, customer_id',
    ]);
    expect(elsewhere('visits', '[{ channel: web }]')).toEqual([
      'filters[0].channel: "visits" does not reach "channel" — expected page',
    ]);
  });

  test('may use the declared word for empty values, but not null or an empty text', () => {
    expect(elsewhere('visits', '[{ page: [home, a] }]')).toEqual([]);
    expect(elsewhere('visits', "[{ page: null }, { page: [a, ''] }]")).toEqual([
      'filters[0].page: "page" is never empty: an empty value counts as "home" — expected home',
      'filters[1].page[1]: "page" is never empty: an empty value counts as "home" — expected home',
    ]);
  });
});
