import { denominatorWords, filterWords, formula, numeratorWords, sources } from '../../src/registry/describe';
import { loadRegistry } from '../../src/registry/load';
import type { Condition, Measure } from '../../src/registry/registry';
import { definitionOf } from './shop';

const registry = loadRegistry('schema/model');
const words = (key: string): unknown => {
  const metric = registry.metrics.get(key)!;
  return [formula(registry, metric), numeratorWords(registry, metric), denominatorWords(registry, metric)];
};

test('a measure is told with its filters in the formula, and without in the numerator', () => {
  expect(words('adoptions')).toEqual([
    'rows of user_action_log by created_at, where action_type is copy, download or save',
    'rows of user_action_log by created_at',
    null,
  ]);
});

test('a ratio is told by its parts', () => {
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
  expect(numeratorWords(registry, registry.metrics.get(key)!)).toBe(told);
});

describe('filters', () => {
  const told = (filters: string): readonly string[] =>
    filterWords((definitionOf('numerator: { count: orders }', 'grain: day', `filters: ${filters}`) as Measure).filter);

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
    ["[{ status: ['', 'in two words', 'null', 已付] }]", ['status is "", "in two words", "null" or 已付']],
  ])('%s', (filters, sentences) => {
    expect(told(filters)).toEqual(sentences);
  });

  test('conditions no file can make are told too', () => {
    const nothing: Condition = { kind: 'any', of: [] };
    expect(filterWords(nothing)).toEqual(['never']);
    expect(filterWords({ kind: 'not', of: { kind: 'all', of: [] } })).toEqual(['not (always)']);
    expect(filterWords({ kind: 'in', column: 'a', values: [] })).toEqual(['a is nothing']);
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
