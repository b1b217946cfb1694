import { loadShop, metricProblems, metricYaml, problemsWith } from './shopModel';

const metric = (key: string, says: string): string =>
  `  ${key}: { label: { en: ${key}, zh: 指标 }, group: sales, ${says} }\n`;
const several = (metrics: Record<string, string>): string =>
  `metrics:\n${Object.entries(metrics)
    .map(([key, says]) => metric(key, says))
    .join('')}`;
const load = (metrics: Record<string, string>) => loadShop({ 'more.yaml': several(metrics) }).metrics;
const problems = (metrics: Record<string, string>): string[] =>
  problemsWith(several(metrics)).map((line) => line.replace(/^more\.yaml:\d+: metrics\./, ''));

const COUNT = 'numerator: { count: orders }';

describe('a metric by expression', () => {
  test('is arithmetic over metrics of any kind, in any order of declaration', () => {
    const metrics = load({
      per_visitor: "expression: 'double / mean_amount'",
      double: 'expression: web * 2',
      web: 'metric: order_count, filters: [{ channel: web }]',
      mean_amount: 'numerator: { avg: amount, of: orders }, grain: week',
    });
    expect(metrics.get('per_visitor')).toMatchObject({
      definition: {
        kind: 'derived',
        expression: {
          kind: 'operation',
          operator: '/',
          left: { kind: 'metric', metric: 'double' },
          right: { kind: 'metric', metric: 'mean_amount' },
        },
      },
      grain: 'week',
      overTime: 'recompute',
      unit: { kind: 'count', currency: null },
      dimensions: ['channel', 'customer_id'],
    });
    expect(metrics.get('double')!.grain).toBe('hour');
  });

  test('has the coarsest grain of its metrics', () => {
    const metrics = load({
      by_week: `${COUNT}, grain: week`,
      by_month: `${COUNT}, grain: month`,
      both: 'expression: by_week + by_month + order_count',
    });
    expect(metrics.get('both')!.grain).toBe('month');
  });

  test('may name a metric by a former key', () => {
    const metrics = load({ now: `${COUNT}, grain: day, was: before`, m: 'expression: before * -1' });
    expect(metrics.get('m')!.definition).toMatchObject({ expression: { left: { kind: 'metric', metric: 'now' } } });
  });

  test.each([
    [
      ['expression: order_cuont / 2 + order_count'],
      [
        'expression: there is no metric "order_cuont" (character 1) — expected one of m, order_count; did you mean "order_count"?',
      ],
    ],
    [['expression: 5'], ["expression: is 5 — expected arithmetic over metrics, such as `a / b`; with quotes: '5'"]],
    [
      ["expression: 'order_count × 2'"],
      [
        'expression: "×" at character 13 is not arithmetic — expected keys of metrics, numbers, +, -, *, / and parentheses; did you mean "*"?',
      ],
    ],
    [['expression: (order_count'], ['expression: ends too early — expected ) for the ( at character 1']],
    [
      ['expression: order_count', 'grain: day', 'overTime: last'],
      [
        'grain: follows from the metrics of the expression — expected no `grain` here',
        'overTime: follows from the metrics of the expression — expected no `overTime` here',
      ],
    ],
    [
      ['expression: order_count', 'denominator: order_count'],
      ['denominator: only a ratio has one — expected a `numerator` that is the key of a metric too'],
    ],
    [
      ['expression: order_count', 'filters: [{ channel: web }]'],
      [
        'filters: an expression has no rows of its own — expected filters at its metrics; or at a metric that names it by `metric`',
      ],
    ],
  ])('%j', (lines, expected) => {
    expect(metricProblems(...lines)).toEqual(expected);
  });

  test('has parts that can be split by the same dimension, if they can be split at all', () => {
    const seats = `
tables:
  seat: { primaryKey: id, time: at, columns: { id: bigint, room: text, at: timestamptz } }
dimensions:
  room: { label: { en: R, zh: 房 }, column: room, of: seat }
metrics:
  seats: { label: { en: S, zh: 座 }, group: sales, numerator: { count: seat }, grain: day }
`;
    const line = '{ label: { en: M, zh: 指标 }, group: sales, expression: ';
    expect(problemsWith(`${seats}  m: ${line}order_count / seats - order_count }\n`)).toEqual([
      'more.yaml:7: metrics.m: "order_count" reaches channel, customer_id, "seats" reaches room: no dimension is shared — expected parts that share a dimension, or have none',
    ]);
  });

  test('is rejected at the first metric that brings together more than 200 numbers', () => {
    const doubled = Object.fromEntries(
      Array.from({ length: 60 }, (_, step) => [
        `d${step}`,
        `expression: ${step === 0 ? 'order_count' : `d${step - 1}`} + ${step < 2 ? 'order_count' : `d${step - 2}`}`,
      ]),
    );
    expect(problems(doubled)).toEqual([
      'd10.expression: has 233 numbers when all its expressions are expanded into one fraction — expected at most 200',
    ]);
    const flat = (times: number): string => `expression: ${Array(times).fill('order_count').join(' + ')}`;
    expect(problems({ m: flat(200) })).toEqual([]);
    expect(problems({ m: flat(201) })).toHaveLength(1);
  });

  test('has a size that counts a divisor each time it appears when the expression is expanded', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'order_count' : `order_count + 1 / (${nested(depth - 1)})`;
    expect(problems({ m: `expression: ${nested(8)}` })).toEqual([]);
    expect(problems({ m: `expression: ${nested(24)}` })).toHaveLength(1);
    const chain = (length: number): Record<string, string> =>
      Object.fromEntries(
        Array.from({ length }, (_, step) => [
          `x${step}`,
          `expression: ${step === 0 ? 'order_count * 1' : `order_count + 1 / x${step - 1}`}`,
        ]),
      );
    expect(problems(chain(7))).toEqual([]);
    expect(problems(chain(18))).toHaveLength(1);
  });
});

describe('metrics made of themselves', () => {
  test('are reported with their path, once each', () => {
    expect(
      problems({
        a: 'expression: b + order_count + c',
        b: 'metric: c, filters: [{ channel: web }]',
        c: 'numerator: d, denominator: a, grain: day',
        d: `${COUNT}, grain: day`,
        itself: 'expression: itself * 2',
        user: 'expression: a + itself',
      }),
    ).toEqual([
      'c.denominator: depends on itself: a → b → c → a — expected references without a cycle',
      'itself.expression: depends on itself: itself → itself — expected references without a cycle',
    ]);
  });

  test('are reported by a former key too', () => {
    expect(metricProblems('expression: old + 1', 'was: old')).toEqual([
      'expression: depends on itself: m → m — expected references without a cycle',
    ]);
  });

  test('do not hide other problems', () => {
    expect(problems({ a: 'expression: b, grain: day', b: 'expression: a + none' })).toEqual([
      'a.grain: follows from the metrics of the expression — expected no `grain` here',
      'b.expression: depends on itself: a → b → a — expected references without a cycle',
      'b.expression: there is no metric "none" (character 5) — expected one of a, b, order_count',
    ]);
  });
});

test('a metric made of metrics with problems adds no problem', () => {
  expect(
    problems({
      broken: 'numerator: { count: order }, grain: day',
      on_it: 'metric: broken, filters: [{ channel: web }]',
      of_it: 'expression: on_it / order_count',
      over_it: 'numerator: on_it, denominator: order_count, grain: day',
      none: 'numerator: 3, grain: day',
      of_none: 'expression: none + 1',
    }),
  ).toEqual([
    'broken.numerator.count: there is no table "order" — expected one of customer, orders, visit; did you mean "orders"?',
    'none.numerator: is 3 — expected a measure such as `{ count: orders }`, or the key of a metric',
  ]);
});

test('a definition is frozen, with everything inside it', () => {
  const { definition } = loadShop({ 'more.yaml': metricYaml('expression: order_count * 2') }).metrics.get('m')!;
  expect(definition.kind === 'derived' && Object.isFrozen(definition.expression)).toBe(true);
});
