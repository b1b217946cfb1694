import { definitionOf, metricProblems, metricYaml, problemsWith } from './shopModel';

const everyRow = { kind: 'all', of: [] };
const orders = { table: 'orders', filter: everyRow, at: 'ordered_at' };
const interval = { table: 'orders', filter: everyRow, from: 'ordered_at', until: 'shipped_at' };
const ACTIVE = 'active: { from: ordered_at, until: shipped_at }';
const rows = { entity: null, column: null, factor: '1' };
const buyers = { ...rows, entity: 'customer_id' };

describe('measures', () => {
  test.each([
    ['{ count: orders }', { kind: 'count', ...orders, lag: 0 }],
    ['{ count: orders, at: shipped_at, lag: 2 }', { kind: 'count', ...orders, at: 'shipped_at', lag: 2 }],
    ['{ sum: amount, of: orders, per: 100 }', { kind: 'sum', ...orders, column: 'amount', factor: '0.01', lag: 0 }],
    ['{ count_distinct: customer_id, of: orders }', { kind: 'distinct', ...orders, entity: 'customer_id', lag: 0 }],
    [
      '{ count_distinct: customer_id, of: orders, lag: 2 }',
      { kind: 'distinct', ...orders, entity: 'customer_id', lag: 2 },
    ],
    [
      '{ activity: customer_id, of: orders, is: dormant }',
      { kind: 'activity', ...orders, entity: 'customer_id', is: 'dormant' },
    ],
    ['{ count_first: customer_id, of: orders }', { kind: 'first', ...orders, entity: 'customer_id' }],
    [
      '{ count_distinct: customer_id, of: orders, window: { last: 4, unit: hour } }',
      { kind: 'rolling', ...orders, ...buyers, window: { kind: 'last', last: 4, unit: 'hour' } },
    ],
    [
      '{ count: orders, at: shipped_at, window: { since: beginning } }',
      { kind: 'rolling', ...orders, at: 'shipped_at', ...rows, window: { kind: 'since', unit: 'beginning' } },
    ],
    [
      '{ sum: amount, of: orders, window: { since: week }, times: 2 }',
      {
        kind: 'rolling',
        ...orders,
        ...{ entity: null, column: 'amount', factor: '2' },
        window: { kind: 'since', unit: 'week' },
      },
    ],
    [`{ count: orders, ${ACTIVE} }`, { kind: 'snapshot', ...interval, moment: 'close', ...rows }],
    [
      `{ sum: amount, of: orders, times: 2, ${ACTIVE} }`,
      { kind: 'snapshot', ...interval, moment: 'close', entity: null, column: 'amount', factor: '2' },
    ],
    [
      '{ count_distinct: customer_id, of: orders, active: { from: ordered_at, until: shipped_at, at: open } }',
      { kind: 'snapshot', ...interval, moment: 'open', ...buyers },
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: shipped_at, at: close } }',
      { kind: 'snapshot', ...interval, moment: 'close', ...rows },
    ],
    [
      `{ sum: amount, of: orders, ${ACTIVE}, movement: expansion, each: customer_id, per: 100 }`,
      {
        kind: 'movement',
        ...interval,
        ...{ entity: 'customer_id', column: 'amount', factor: '0.01' },
        movement: 'expansion',
        counts: 'amounts',
      },
    ],
    [
      `{ count: orders, ${ACTIVE}, movement: net, each: customer_id }`,
      { kind: 'movement', ...interval, ...buyers, movement: 'net', counts: 'amounts' },
    ],
    [
      `{ count_distinct: customer_id, of: orders, ${ACTIVE}, movement: churned }`,
      { kind: 'movement', ...interval, ...buyers, movement: 'churned', counts: 'entities' },
    ],
    [
      '{ avg: amount, of: orders }',
      { kind: 'statistic', ...orders, fn: 'avg', fraction: null, column: 'amount', factor: '1', per: null },
    ],
    [
      '{ min: amount, of: orders, at: shipped_at }',
      {
        kind: 'statistic',
        ...{ ...orders, at: 'shipped_at', fn: 'min', fraction: null, column: 'amount', factor: '1', per: null },
      },
    ],
    [
      '{ max: amount, of: orders, times: 1.10 }',
      { kind: 'statistic', ...orders, fn: 'max', fraction: null, column: 'amount', factor: '1.1', per: null },
    ],
    [
      '{ median: amount, of: orders, each: customer_id }',
      {
        kind: 'statistic',
        ...{ ...orders, fn: 'percentile', fraction: '0.5', column: 'amount', factor: '1', per: 'customer_id' },
      },
    ],
    [
      '{ percentile: amount, fraction: 0.9000000000000000000000010, of: orders }',
      {
        kind: 'statistic',
        ...{ ...orders, fn: 'percentile', fraction: '0.900000000000000000000001', column: 'amount' },
        ...{ factor: '1', per: null },
      },
    ],
    [
      '{ median: amount, discrete: true, of: orders }',
      {
        kind: 'statistic',
        ...{ ...orders, fn: 'discretePercentile', fraction: '0.5', column: 'amount', factor: '1', per: null },
      },
    ],
    [
      '{ percentile: amount, fraction: 0.9, discrete: false, of: orders }',
      {
        kind: 'statistic',
        ...{ ...orders, fn: 'percentile', fraction: '0.9', column: 'amount', factor: '1', per: null },
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
      'no column dates the rows of "visit" — expected `at:` with a column of times, or `time:` on the table',
    ],
    [
      '{ count_distinct: amount, of: orders }',
      'count_distinct: "amount" of "orders" is numeric — expected a column of ids: one of id, customer_id, status',
    ],
    [
      '{ count_first: ordered_at, of: orders }',
      'count_first: "ordered_at" of "orders" is timestamptz — expected a column of ids: one of id, customer_id, status',
    ],
    ['{ count: orders, lag: -1 }', 'lag: is -1 — expected a whole number from 0 to 10000'],
    [
      '{ count: orders, active: { from: status, until: shipped_at } }',
      'active.from: "status" of "orders" is text — expected a column of times: one of ordered_at, shipped_at',
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: ordered_at } }',
      'active.until: is the same column as `from` — expected another column of times',
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
      'window.unit: a window of weeks does not end with every day — expected day or finer, or the grain week for the metric',
    ],
    [
      '{ count: orders, sum: amount, of: orders }',
      'measures count and sum at once — expected one of count, sum, count_distinct, count_first, count_returning, activity, avg, min, max, median, percentile',
    ],
    [
      '{ of: orders }',
      'does not say what to measure — expected one of count, sum, count_distinct, count_first, count_returning, activity, avg, min, max, median, percentile',
    ],
    [
      '{ cuont: orders }',
      'does not say what to measure — expected one of count, sum, count_distinct, count_first, count_returning, activity, avg, min, max, median, percentile; did you mean "count"?',
    ],
    [
      '{ count: orders, window: { last: 7 } }',
      'window.unit: is missing — expected one of hour, day, week, month, quarter, year',
    ],
    [
      '{ count: orders, window: 7 }',
      'window: is 7 — expected a window such as `{ last: 7, unit: day }` or `{ since: month }`',
    ],
    [
      '{ count: orders, window: { since: months } }',
      'window.since: is "months" — expected one of day, week, month, quarter, year, beginning; did you mean "month"?',
    ],
    [
      '{ count: orders, window: { since: day } }',
      "window.since: the window since the start of the day is no longer than the day — expected a unit coarser than the metric's grain: one of week, month, quarter, year, beginning; or no window",
    ],
    [
      '{ count: orders, window: { since: month }, lag: 1 }',
      'lag: there is no field "lag" here — expected one of count, at, window',
    ],
    [
      '{ count_distinct: amount, of: orders, active: { from: ordered_at, until: shipped_at } }',
      'count_distinct: "amount" of "orders" is numeric — expected a column of ids: one of id, customer_id, status',
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: shipped_at, at: opening } }',
      'active.at: is "opening" — expected one of open, close; did you mean "open"?',
    ],
    [
      `{ count: orders, ${ACTIVE}, movement: gone, each: customer_id }`,
      'movement: is "gone" — expected one of new, reactivated, expansion, contraction, churned, net',
    ],
    [`{ sum: amount, of: orders, ${ACTIVE}, movement: new }`, 'each: is missing — expected the key of a column'],
    [
      `{ sum: amount, of: orders, ${ACTIVE}, movement: new, each: amount }`,
      'each: "amount" of "orders" is numeric — expected a column of ids: one of id, customer_id, status',
    ],
    [
      `{ count_distinct: id, of: orders, ${ACTIVE}, movement: new, each: customer_id }`,
      'each: there is no field "each" here — expected one of count_distinct, of, active, movement',
    ],
    [
      '{ count: orders, active: { from: ordered_at, until: shipped_at, at: open }, movement: new, each: id }',
      'active.at: there is no field "at" here — expected one of from, until',
    ],
    [
      '{ sum: amount, of: orders, actve: { from: ordered_at, until: shipped_at } }',
      'actve: there is no field "actve" here — expected one of sum, of, at, lag, times, per',
    ],
    [
      '{ avg: status, of: orders }',
      'avg: "status" of "orders" is text — expected a column of numbers: one of id, customer_id, amount',
    ],
    [
      '{ median: amount, of: visit, at: seen_at }',
      'median: there is no column "amount" in "visit" — expected one of id, page, seen_at',
    ],
    [
      '{ max: amount, of: orders, each: ordered_at }',
      'each: "ordered_at" of "orders" is timestamptz — expected a column of ids: one of id, customer_id, status',
    ],
    ['{ percentile: amount, of: orders }', 'fraction: is missing — expected a number from 0 to 1, such as 0.9'],
    [
      '{ percentile: amount, fraction: 90, of: orders }',
      'fraction: is 90 — expected a number from 0 to 1, such as 0.9',
    ],
    [
      '{ percentile: amount, fraction: 9e-1, of: orders }',
      'fraction: is 9e-1 — expected a number from 0 to 1, such as 0.9, without an exponent',
    ],
    [
      '{ percentile: amount, fraction: 1.000000000000000000001, of: orders }',
      'fraction: is 1.000000000000000000001 — expected a number from 0 to 1, such as 0.9, without an exponent',
    ],
    [
      '{ median: amount, fraction: 0.5, of: orders }',
      'fraction: there is no field "fraction" here — expected one of median, discrete, of, at, each, times, per',
    ],
    [
      '{ avg: amount, discrete: true, of: orders }',
      'discrete: there is no field "discrete" here — expected one of avg, of, at, each, times, per',
    ],
    [
      '{ activity: customer_id, of: orders, is: lost }',
      'is: is "lost" — expected one of new, retained, resurrected, dormant',
    ],
    ['{ activity: customer_id, of: orders }', 'is: is missing — expected one of new, retained, resurrected, dormant'],
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

  test('has rows that other tables refer to', () => {
    expect(back('status, of: orders, lag: 1, within: [orders]')).toEqual([
      'numerator.count_returning: "status" does not identify a row of any table — expected the primary key or a column of `parents`: id, customer_id',
    ]);
    expect(back('customer_id, of: orders, lag: 1, within: [visit, orders, order, orders]')).toEqual([
      'numerator.within[0]: "visit" does not refer to "customer", whose rows return — expected a table with "customer" among its parents',
      'numerator.within[0]: no column dates the rows of "visit" — expected `time:` on the table',
      'numerator.within[2]: there is no table "order" — expected one of customer, orders, visit; did you mean "orders"?',
      'numerator.within[3]: "orders" is named twice — expected each table once',
    ]);
  });
});

test('a movement with one of its two fields is reported', () => {
  const half = 'active: { from: ordered_at, until: shipped_at, at: open }, movement: new';
  expect(metricProblems(`numerator: { sum: amount, of: orders, ${half} }`, 'grain: day')).toEqual([
    'numerator.active.at: there is no field "at" here — expected one of from, until',
    'numerator.each: is missing — expected the key of a column',
  ]);
});

test('a grain is needed', () => {
  expect(metricProblems('numerator: { count: orders }')).toEqual([
    'grain: is missing — expected one of hour, day, week, month, quarter, year',
  ]);
});

test('a metric has exactly one definition', () => {
  expect(metricProblems()).toEqual([
    'numerator: is missing — expected a measure such as `{ count: orders }`, or the key of a metric; or `metric` or `expression` instead',
  ]);
  expect(metricProblems('numerator: { count: orders }', 'expression: order_count * 2', 'grain: day')).toEqual([
    'expression: cannot be combined with `numerator` — expected one of numerator, metric, expression',
  ]);
  expect(metricProblems('expression: order_count', 'metric: order_count')).toEqual([
    'expression: cannot be combined with `metric` — expected one of numerator, metric, expression',
  ]);
});

test('a table with mistakes still serves to check its metrics', () => {
  const table = 'tables:\n  t: { primaryKey: key, time: at, columns: { id: bigint, at: timestamptz, sum: numbr } }\n';
  const lines = problemsWith(table + metricYaml('numerator: { sum: sums, of: t }', 'grain: day'));
  expect(lines.map((line) => line.split(': ')[1])).toEqual([
    'tables.t.columns.sum',
    'tables.t.primaryKey',
    'metrics.m.numerator.sum',
  ]);
});
