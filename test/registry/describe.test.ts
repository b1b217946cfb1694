import { timeColumnsOf } from '../../src/model/timeColumns';
import {
  denominatorWords,
  filtersOf,
  filterWords,
  formula,
  numeratorWords,
  sources,
  wordingFor,
} from '../../src/model/words/describe';
import { productModel } from './productModel';
import type { Condition } from '../../src/model/condition';
import type { Measure } from '../../src/model/measure';
import { definitionOf, loadShop, metricYaml } from './shopModel';

const registry = productModel();
const wording = wordingFor(registry, null);
const words = (key: string): unknown => {
  const metric = registry.metrics.get(key)!;
  return [
    formula(metric, wording),
    numeratorWords(registry, metric, wording),
    denominatorWords(registry, metric, wording),
  ];
};

test('the formula of a measure names its filters, and its numerator does not', () => {
  expect(words('adoptions')).toEqual([
    'rows of user_action_log by created_at, where action_type is copy, download or save',
    'rows of user_action_log by created_at',
    null,
  ]);
});

test('the formula of a ratio names its parts', () => {
  expect(words('payment_conversion_rate')).toEqual([
    'new_paying_users / new_registrations',
    'distinct user_id of trade, each at its first row ever by paid_at, where payment_status is paid',
    'rows of user by registration_date',
  ]);
});

test.each([
  ['registrations_week_before', 'rows of user by registration_date, 1 week before'],
  ['token_cost', 'sum of token_consumed × 0.00002 of task_generate_log by created_at'],
  ['task_users_daily', 'distinct user_id of task_generate_log by created_at'],
  ['active_users_weekly', 'distinct user_id of task_generate_log by created_at in the 7 days ending with the day'],
  [
    'revenue_mrr',
    'sum of monthly_fee of subscription_records active at the close of the day, from start_date until end_date',
  ],
  [
    'returned_users_day_1',
    'distinct id of user by registration_date, 1 day before, that have a row of task_generate_log or user_action_log in the day itself',
  ],
])('%s', (key, told) => {
  expect(numeratorWords(registry, registry.metrics.get(key)!, wording)).toBe(told);
});

describe('other kinds', () => {
  const ACTIVE = 'active: { from: ordered_at, until: shipped_at }';
  const MOVED = 'between the open and the close of the bucket, active from ordered_at until shipped_at';
  const told = (...lines: string[]): string => {
    const shop = loadShop({ 'more.yaml': metricYaml(...lines) });
    return numeratorWords(shop, shop.metrics.get('m')!, wordingFor(shop, null));
  };

  test.each([
    [
      '{ count: orders, window: { last: 1, unit: day } }',
      'rows of orders by ordered_at in the 1 day ending with the day',
    ],
    [
      '{ sum: amount, of: orders, window: { since: month }, per: 100 }',
      'sum of amount × 0.01 of orders by ordered_at since the start of the month',
    ],
    [
      '{ count_distinct: customer_id, of: orders, window: { since: beginning } }',
      'distinct customer_id of orders by ordered_at since the beginning',
    ],
    ['{ avg: amount, of: orders }', 'mean of amount of orders by ordered_at'],
    ['{ min: amount, of: orders, times: 2 }', 'minimum of amount × 2 of orders by ordered_at'],
    [
      '{ max: amount, of: orders, each: customer_id }',
      'maximum of amount, added up for each customer_id and day, of orders by ordered_at',
    ],
    ['{ median: amount, of: orders }', 'median of amount of orders by ordered_at'],
    ['{ percentile: amount, fraction: 0.90, of: orders }', 'percentile 0.9 of amount of orders by ordered_at'],
    ['{ median: amount, discrete: true, of: orders }', 'discrete median of amount of orders by ordered_at'],
    [
      '{ percentile: amount, fraction: 0.9, discrete: true, of: orders }',
      'discrete percentile 0.9 of amount of orders by ordered_at',
    ],
    [
      '{ count_distinct: id, of: orders, active: { from: ordered_at, until: shipped_at, at: open } }',
      'distinct id of orders active at the open of the day, from ordered_at until shipped_at',
    ],
    [
      `{ sum: amount, of: orders, ${ACTIVE}, movement: new, each: customer_id }`,
      `what is new in the sum of amount of orders by customer_id, ${MOVED}`,
    ],
    [
      `{ count: orders, ${ACTIVE}, movement: net, each: customer_id }`,
      `net change of the rows of orders by customer_id, ${MOVED}`,
    ],
    [
      `{ count_distinct: customer_id, of: orders, ${ACTIVE}, movement: churned }`,
      `distinct customer_id of orders that are gone ${MOVED}`,
    ],
    [
      `{ count_distinct: customer_id, of: orders, ${ACTIVE}, movement: net }`,
      `net change of the distinct customer_id of orders ${MOVED}`,
    ],
  ])('%s', (numerator, words) => {
    expect(told(`numerator: ${numerator}`, 'grain: day')).toBe(words);
  });

  const shop = loadShop({
    'more.yaml': `
metrics:
  paid: { label: { en: P, zh: 付 }, group: sales, numerator: { count: orders }, filters: [{ status: paid }], grain: day }
  web_paid: { label: { en: W, zh: 网 }, group: sales, metric: paid, filters: [{ channel: web }, { not: { customer_id: 1 } }] }
  margin: { label: { en: M, zh: 利 }, group: sales, expression: '100*((web_paid-mean)/paid)' }
  mean: { label: { en: A, zh: 均 }, group: sales, numerator: { avg: amount, of: orders, at: shipped_at, each: customer_id }, grain: day }
`,
  });
  const whole = (key: string): unknown => {
    const metric = shop.metrics.get(key)!;
    const own = wordingFor(shop, null);
    const words = [numeratorWords, denominatorWords].map((tell) => tell(shop, metric, own));
    return [formula(metric, own), ...words, filtersOf(metric, own), sources(shop, metric)];
  };

  test('the formula of a filtered metric names the other one, and the filters are its own', () => {
    const words = 'paid where channel is web and customer_id is not 1';
    const from = ['customer.channel', 'customer.id', 'orders.ordered_at', 'orders.status'];
    expect(whole('web_paid')).toEqual([words, words, null, ['channel is web', 'customer_id is not 1'], from]);
  });

  test('the formula of an expression is its text, and its sources are those of its metrics', () => {
    const words = '100 * ((web_paid - mean) / paid)';
    const from = ['customer.channel', 'customer.id', 'orders.amount', 'orders.customer_id', 'orders.ordered_at'];
    expect(whole('margin')).toEqual([words, words, null, [], [...from, 'orders.shipped_at', 'orders.status']]);
  });

  test('the date of a metric is that of all its parts, and of an interval its start', () => {
    expect(timeColumnsOf(shop, ['margin'])).toEqual([
      { table: 'orders', at: 'ordered_at' },
      { table: 'orders', at: 'shipped_at' },
    ]);
    const moving = `numerator: { count_distinct: id, of: orders, ${ACTIVE}, movement: net }`;
    const moves = loadShop({ 'more.yaml': metricYaml(moving, 'grain: day') });
    expect(timeColumnsOf(moves, ['m'])).toEqual([{ table: 'orders', at: 'ordered_at' }]);
  });
});

describe('filters', () => {
  const told = (filters: string): readonly string[] =>
    filterWords(
      (definitionOf('numerator: { count: orders }', 'grain: day', `filters: ${filters}`) as Measure).filter,
      wording,
    );

  test.each([
    ['[]', []],
    ['[{ status: paid }]', ['status is paid']],
    ['[{ status: [paid, sent] }, { shipped_at: null }]', ['status is paid or sent', 'shipped_at is null']],
    ['[{ status: [paid, null] }]', ['status is paid or status is null']],
    ['[{ not: { status: paid } }]', ['status is not paid']],
    ['[{ not: { status: [paid, sent] } }]', ['status is none of paid, sent']],
    ['[{ not: { shipped_at: null } }]', ['shipped_at is not null']],
    ['[{ not: { status: gone, shipped_at: null } }]', ['not (status is gone and shipped_at is null)']],
    [
      '[{ id: 1, any: [{ status: a, amount: 2 }, { status: b }] }]',
      ['id is 1', '((status is a and amount is 2) or status is b)'],
    ],
    ['[{ amount: { gte: 50, lt: 100 } }]', ['amount is at least 50', 'amount is less than 100']],
    ['[{ not: { amount: { gt: 1 } } }, { id: { lte: 7 } }]', ['not (amount is greater than 1)', 'id is at most 7']],
    [
      '[{ status: { contains: bot, startsWith: a, endsWith: b, notIn: [X], ignoreCase: true } }]',
      [
        'status contains bot (ignoring case)',
        'status starts with a (ignoring case)',
        'status ends with b (ignoring case)',
        'status is not X (ignoring case)',
      ],
    ],
    ['["amount >= 50"]', ['amount is at least 50']],
    [`["amount * 2 > 5 or status like 'a%'", { id: 1 }]`, ["(amount * 2 > 5 or status like 'a%')", 'id is 1']],
    ["[{ status: ['', 'in two words', 'null', 已付] }]", ['status is "", "in two words", "null" or 已付']],
  ])('%s', (filters, sentences) => {
    expect(told(filters)).toEqual(sentences);
  });

  test('conditions that no file can make have words too', () => {
    const nothing: Condition = { kind: 'any', of: [] };
    expect(filterWords(nothing, wording)).toEqual(['never']);
    expect(filterWords({ kind: 'not', of: { kind: 'all', of: [] } }, wording)).toEqual(['not (always)']);
    expect(filterWords({ kind: 'in', column: 'a', values: [] }, wording)).toEqual(['a is nothing']);
  });
});

describe('sources', () => {
  const of = (key: string): readonly string[] => sources(registry, registry.metrics.get(key)!);

  test('are the columns a metric reads, sorted', () => {
    expect(of('new_paying_users')).toEqual(['trade.id', 'trade.paid_at', 'trade.payment_status', 'trade.user_id']);
    expect(of('revenue_mrr')).toEqual([
      'subscription_records.end_date',
      'subscription_records.monthly_fee',
      'subscription_records.start_date',
      'subscription_records.status',
    ]);
  });

  test('of a ratio are those of both parts, each once', () => {
    expect(of('retention_day_1')).toEqual([
      'task_generate_log.created_at',
      'task_generate_log.user_id',
      'user.id',
      'user.registration_date',
      'user_action_log.created_at',
      'user_action_log.user_id',
    ]);
  });
});
