import { definitionOf, loadShop, metricProblems, metricYaml, problemsWith } from './shop';

const everyRow = { kind: 'all', of: [] };
const orders = { table: 'orders', filter: everyRow, at: 'ordered_at' };

describe('measures', () => {
  test.each([
    ['{ count: orders }', { kind: 'count', ...orders, lag: 0 }],
    ['{ count: orders, at: shipped_at, lag: 2 }', { kind: 'count', ...orders, at: 'shipped_at', lag: 2 }],
    ['{ sum: amount, of: orders, per: 100 }', { kind: 'sum', ...orders, column: 'amount', factor: '0.01', lag: 0 }],
    ['{ count_distinct: customer_id, of: orders }', { kind: 'distinct', ...orders, entity: 'customer_id' }],
    ['{ count_first: customer_id, of: orders }', { kind: 'first', ...orders, entity: 'customer_id' }],
    [
      '{ count_distinct: customer_id, of: orders, window: { last: 4, unit: hour } }',
      { kind: 'rolling', ...orders, entity: 'customer_id', window: { last: 4, unit: 'hour' } },
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: shipped_at } }',
      {
        kind: 'snapshot',
        table: 'orders',
        filter: everyRow,
        from: 'ordered_at',
        until: 'shipped_at',
        column: null,
        factor: '1',
      },
    ],
    [
      '{ sum: amount, of: orders, times: 2, active: { from: ordered_at, until: shipped_at } }',
      {
        kind: 'snapshot',
        table: 'orders',
        filter: everyRow,
        from: 'ordered_at',
        until: 'shipped_at',
        column: 'amount',
        factor: '2',
      },
    ],
    [
      '{ count_returning: customer_id, of: orders, lag: 3, within: [customer, orders] }',
      {
        kind: 'return',
        ...orders,
        entity: 'customer_id',
        lag: 3,
        within: [
          { table: 'customer', at: 'joined_at', entity: 'id' },
          { table: 'orders', at: 'ordered_at', entity: 'customer_id' },
        ],
      },
    ],
  ])('%s', (numerator, definition) => {
    expect(definitionOf(`numerator: ${numerator}`, 'grain: day')).toEqual(definition);
  });

  test.each([
    [
      '{ count: order }',
      'count: there is no table "order" — expected one of customer, orders, visit; did you mean "orders"?',
    ],
    [
      '{ sum: status, of: orders }',
      'sum: "status" of "orders" is text — expected a column of numbers: one of id, customer_id, amount',
    ],
    [
      '{ sum: total, of: orders }',
      'sum: there is no column "total" in "orders" — expected one of id, customer_id, status, amount, ordered_at, shipped_at',
    ],
    [
      '{ count: orders, at: status }',
      'at: "status" of "orders" is text — expected a column of times: one of ordered_at, shipped_at',
    ],
    [
      '{ count: visit }',
      'nothing says what dates a row of "visit" — expected `at:` and a column of times, or `time:` at the table',
    ],
    [
      '{ count_distinct: amount, of: orders }',
      'count_distinct: "amount" of "orders" is numeric — expected a column that can identify: one of id, customer_id, status',
    ],
    [
      '{ count_first: ordered_at, of: orders }',
      'count_first: "ordered_at" of "orders" is timestamptz — expected a column that can identify: one of id, customer_id, status',
    ],
    ['{ count: orders, lag: -1 }', 'lag: is -1 — expected a whole number from 0 to 10000'],
    [
      '{ count: orders, active: { from: status, until: shipped_at } }',
      'active.from: "status" of "orders" is text — expected a column of times: one of ordered_at, shipped_at',
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: ordered_at } }',
      'active.until: is the column that `from` names — expected another column of times',
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: shipped_at }, lag: 1 }',
      'lag: there is no field "lag" here — expected one of count, active',
    ],
    [
      '{ count_distinct: customer_id, of: orders, window: { last: 7, unit: days } }',
      'window.unit: is "days" — expected one of hour, day, week, month, quarter, year; did you mean "day"?',
    ],
    [
      '{ count_distinct: customer_id, of: orders, window: { last: 0, unit: day } }',
      'window.last: is 0 — expected a whole number from 1 to 10000',
    ],
    [
      '{ count_distinct: customer_id, of: orders, window: { last: 2, unit: week } }',
      "window.unit: a window of weeks does not end with every day — expected day or finer, as is the metric's grain; or the grain week",
    ],
    [
      '{ count: orders, sum: amount, of: orders }',
      'measures count and sum at once — expected one of count, sum, count_distinct, count_first, count_returning',
    ],
    [
      '{ of: orders }',
      'does not say what to measure — expected one of count, sum, count_distinct, count_first, count_returning',
    ],
    [
      '{ cuont: orders }',
      'does not say what to measure — expected one of count, sum, count_distinct, count_first, count_returning; did you mean "count"?',
    ],
    ['3', 'is 3 — expected a measure such as `{ count: orders }`, or the key of a metric'],
  ])('%s', (numerator, problem) => {
    expect(metricProblems(`numerator: ${numerator}`, 'grain: day')).toEqual([
      problem.match(/^\w+(\.\w+)?: /) ? `numerator.${problem}` : `numerator: ${problem}`,
    ]);
  });

  test('one mistake does not hide another', () => {
    expect(metricProblems('numerator: { sum: status, of: orders, per: 7, at: id, lag: x }', 'grain: dy')).toHaveLength(
      5,
    );
  });
});

describe('a return', () => {
  const back = (body: string): string[] => metricProblems(`numerator: { count_returning: ${body} }`, 'grain: day');

  test('looks back at least one bucket', () => {
    expect(back('customer_id, of: orders, lag: 0, within: [orders]')).toEqual([
      'numerator.lag: is 0 — expected a whole number from 1 to 10000',
    ]);
    expect(back('customer_id, of: orders, within: []')).toEqual([
      'numerator.lag: is missing — expected a whole number from 1 to 10000',
      'numerator.within: is an empty list — expected at least one table',
    ]);
  });

  test('is of rows that other tables refer to', () => {
    expect(back('status, of: orders, lag: 1, within: [orders]')).toEqual([
      'numerator.count_returning: "status" identifies no row of a table — expected the primary key or a column of `parents`: id, customer_id',
    ]);
    expect(back('customer_id, of: orders, lag: 1, within: [visit, orders, order, orders]')).toEqual([
      'numerator.within[0]: "visit" does not refer to "customer", whose rows return — expected a table with "customer" among its parents',
      'numerator.within[0]: nothing says what dates a row of "visit" — expected `time:` at the table',
      'numerator.within[2]: there is no table "order" — expected one of customer, orders, visit; did you mean "orders"?',
      'numerator.within[3]: "orders" is named twice — expected each table once',
    ]);
  });
});

describe('coarser', () => {
  const verbs = {
    count: '{ count: orders }',
    rolling: '{ count_distinct: id, of: orders, window: { last: 7, unit: day } }',
    snapshot: '{ count: orders, active: { from: ordered_at, until: shipped_at } }',
  };

  test.each([
    [verbs.count, 'recompute'],
    ['{ sum: amount, of: orders }', 'recompute'],
    ['{ count_distinct: id, of: orders }', 'recompute'],
    ['{ count_first: id, of: orders }', 'recompute'],
    [verbs.rolling, 'last'],
    [verbs.snapshot, 'last'],
  ])('of %s is %s', (numerator, coarser) => {
    const registry = loadShop({ 'more.yaml': metricYaml(`numerator: ${numerator}`, 'grain: day') });
    expect(registry.metrics.get('m')!.coarser).toBe(coarser);
  });

  test.each(Object.entries(verbs))('a %s can be averaged, or the last one stand for all', (_, numerator) => {
    for (const coarser of ['average', 'last']) {
      expect(metricProblems(`numerator: ${numerator}`, 'grain: day', `coarser: ${coarser}`)).toEqual([]);
    }
  });

  test.each(['rolling', 'snapshot'] as const)('a %s is not counted anew', (kind) => {
    expect(metricProblems(`numerator: ${verbs[kind]}`, 'grain: day', 'coarser: recompute')).toEqual([
      `coarser: \`recompute\` does not suit a ${kind} metric — expected one of last, average`,
    ]);
  });

  test('only a ratio is one', () => {
    expect(metricProblems(`numerator: ${verbs.count}`, 'grain: day', 'coarser: ratio')).toEqual([
      'coarser: `ratio` does not suit a count metric — expected one of recompute, average, last',
    ]);
    expect(metricProblems('numerator: order_count', 'denominator: order_count', 'grain: day', 'coarser: last')).toEqual(
      ['coarser: `last` does not suit a ratio metric — expected ratio'],
    );
  });
});

test('a grain is needed', () => {
  expect(metricProblems('numerator: { count: orders }')).toEqual([
    'grain: is missing — expected one of hour, day, week, month, quarter, year',
  ]);
});

test('a table with mistakes is still good to check its metrics by', () => {
  const table = 'tables:\n  t: { primaryKey: key, time: at, columns: { id: bigint, at: timestamptz, sum: numbr } }\n';
  const lines = problemsWith(table + metricYaml('numerator: { sum: sums, of: t }', 'grain: day'));
  expect(lines.map((line) => line.split(': ')[1])).toEqual([
    'tables.t.columns.sum',
    'tables.t.primaryKey',
    'metrics.m.numerator.sum',
  ]);
});
