import type { DimensionRule } from '../../../src/model/condition';
import type { Kinds, Words } from './definitions';
import { EVERY, filtered, GENERATIONS, measured, PAYMENTS, ratio, STARTS, TASKS } from './definitions';

const is = (dimension: string, ...values: readonly string[]): DimensionRule => ({ kind: 'in', dimension, values });
const not = (of: DimensionRule): DimensionRule => ({ kind: 'not', of });
const isNull = (dimension: string): DimensionRule => ({ kind: 'null', dimension });

/** Plain metrics, to be filtered and used in expressions. */
export const PLAIN: Kinds = {
  all_tasks: measured('hour', 'recompute', { ...TASKS, kind: 'count', lag: 0 }),
  tasks_3_hours_before: measured('hour', 'recompute', { ...TASKS, kind: 'count', lag: 3 }),
  all_tokens: measured('day', 'recompute', {
    ...TASKS,
    kind: 'sum',
    column: 'token_consumed',
    factor: '1',
    lag: 0,
  }),
  all_payments: measured('hour', 'recompute', { ...PAYMENTS, kind: 'sum', column: 'amount', factor: '1', lag: 0 }),
  fees_begun: measured('day', 'recompute', { ...STARTS, kind: 'sum', column: 'monthly_fee', factor: '1', lag: 0 }),
  weekly_tasks: measured('week', 'recompute', { ...TASKS, kind: 'count', lag: 0 }),
  users_by_day: measured('day', 'average', { ...GENERATIONS, kind: 'distinct', lag: 0, entity: 'user_id' }),
  users_at_all: measured('day', 'recompute', { ...TASKS, kind: 'distinct', lag: 0, entity: 'user_id' }),
  first_payers: measured('hour', 'recompute', { ...PAYMENTS, kind: 'first', entity: 'user_id' }),
  registered: measured('hour', 'recompute', {
    table: 'user',
    filter: EVERY,
    at: 'registration_date',
    kind: 'count',
    lag: 0,
  }),
  back_next_day: measured('day', 'recompute', {
    table: 'user',
    filter: EVERY,
    at: 'registration_date',
    kind: 'return',
    entity: 'id',
    lag: 1,
    within: [
      { table: 'task_generate_log', at: 'created_at', entity: 'user_id' },
      { table: 'trade', at: 'paid_at', entity: 'user_id' },
    ],
  }),
  tokens_per_user: ratio('day', 'all_tokens', 'users_by_day'),
};

/** Filters on metrics of every kind, over their own columns and columns of parents. */
export function filters({ source, user, taskType, tradeType, plan }: Words): Kinds {
  return {
    tasks_of_text: filtered('all_tasks', is(taskType, 'text')),
    tasks_of_direct: filtered('all_tasks', is(source, 'Direct')),
    tasks_of_some: filtered('all_tasks', {
      kind: 'any',
      of: [is(user, '1', '38', '9007199254740993'), isNull(user), is(source, "O'Brien", 'Bilibili')],
    }),
    tasks_3_hours_before_of_none: filtered('tasks_3_hours_before', isNull(taskType)),
    tokens_of_text: filtered('all_tokens', is(taskType, 'text')),
    tokens_not_of_images: filtered('all_tokens', not(is(taskType, 'image_text'))),
    tokens_not_of_text: filtered('all_tokens', not(is(taskType, 'text', ''))),
    users_of_direct: filtered('users_by_day', not(is(source, 'Bilibili', ''))),
    users_of_images: filtered('users_at_all', is(taskType, 'image_text', 'none')),
    first_recharges: filtered('first_payers', is(tradeType, 'recharge', 'paid')),
    first_payers_of_direct: filtered('first_payers', is(source, 'Direct')),
    registered_of_direct: filtered('registered', is(source, 'Direct', '')),
    back_next_day_of_direct: filtered('back_next_day', not(is(source, 'Bilibili'))),
    tokens_since_month_of_text: filtered('tokens_since_month', is(taskType, 'text', 'image_text')),
    users_of_2_weeks_known: filtered('users_of_2_weeks', not(isNull(user))),
    tasks_since_beginning_of_some: filtered('tasks_since_beginning', not(is(user, '2', '3', '4'))),
    median_tokens_of_text: filtered('median_tokens', not(is(taskType, 'image_text'))),
    median_per_user_of_direct: filtered('median_tokens_per_user', not(is(source, 'Bilibili'))),
    fees_at_close_of_monthly: filtered('fees_at_close', is(plan, 'monthly')),
    holders_at_open_of_yearly: filtered('holders_at_open', not(is(plan, 'monthly'))),
    new_fees_of_monthly: filtered('new_fees', is(plan, 'monthly')),
    expansion_of_known: filtered('expansion_fees', not(is(user, '2'))),
    churned_holders_of_direct: filtered('churned_holders', not(is(source, 'Bilibili'))),
    net_fees_of_some: filtered('net_fees', { kind: 'all', of: [not(is(plan, 'yearly')), not(is(user, '1'))] }),
    tokens_per_user_of_text: filtered('tokens_per_user', is(taskType, 'text')),
    tokens_per_user_of_direct: filtered('tokens_per_user', is(source, 'Direct', 'Bilibili')),
    text_of_direct: filtered('tasks_of_text', not(is(source, 'Bilibili'))),
    text_of_direct_and_few: filtered('text_of_direct', not(is(user, '1', '-1'))),
    tokens_per_user_of_both: filtered('tokens_per_user_of_direct', not(is(taskType, 'text'))),
    nothing_of_first_payers: filtered('first_payers', { kind: 'any', of: [] }),

    share_of_text: ratio('hour', 'tasks_of_text', 'all_tasks'),
    tokens_per_known: ratio('day', 'tokens_not_of_text', 'users_of_direct'),
    text_of_few_by_week: ratio('week', 'text_of_direct_and_few', 'tasks_of_text'),
    fee_of_monthly: ratio('day', 'fees_at_close_of_monthly', 'holders_at_close'),
    recharge_rate: ratio('day', 'first_recharges', 'registered'),
    new_of_all_fees: ratio('month', 'new_fees_of_monthly', 'fees_at_open'),
    windows_by_month: ratio('month', 'tokens_since_month_of_text', 'users_of_2_weeks_known'),
    share_of_text_of_direct: filtered('share_of_text', not(is(source, 'Bilibili'))),
  };
}
