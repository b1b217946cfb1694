import type { DimensionRule } from '../../../src/model/condition';
import type { Expression } from '../../../src/model/definition';
import { calc } from '../faults/expressionParts';
import type { Kind, Kinds, Words } from './definitions';
import { filtered } from './definitions';

const derived = (expression: Expression): Kind => ({
  grain: null,
  overTime: null,
  definition: { kind: 'derived', expression },
});

/**
 * Arithmetic over metrics of every kind, of one table and of several, and over other expressions.
 */
export function expressions({ source, taskType }: Words): Kinds {
  const isNot = (dimension: string, ...values: readonly string[]): DimensionRule => ({
    kind: 'not',
    of: { kind: 'in', dimension, values },
  });
  return {
    // Exact: there is no division.
    tasks_of_others: derived(calc('all_tasks', '-', 'tasks_of_text')),
    tasks_weighed: derived(calc(calc('all_tasks', '*', '2.50'), '+', calc('all_tokens', '*', '-0.00000000000003'))),
    tasks_squared: derived(calc('all_tasks', '*', 'all_tasks')),
    fees_moved: derived(calc('fees_at_close', '-', 'fees_at_open')),
    moves: derived(
      calc(
        calc(calc('new_fees', '+', 'reactivated_fees'), '+', 'expansion_fees'),
        '-',
        calc('contraction_fees', '+', 'churned_fees'),
      ),
    ),
    fees_left: derived(calc(calc('fees_at_open', '-', 'churned_fees'), '-', 'contraction_fees')),
    holders_moved: derived(calc(calc('new_holders', '+', 'reactivated_holders'), '-', 'net_holders')),
    days_and_weeks: derived(calc('all_tokens', '-', 'weekly_tasks')),
    means_and_medians: derived(calc('avg_tokens', '-', 'median_tokens')),

    // Quotients, often divided by 0.
    fee_per_subscriber: derived(calc('fees_at_close', '/', 'holders_at_close')),
    fee_per_subscriber_thrice: derived(calc('fee_per_subscriber', '*', '3')),
    fee_per_subscriber_at_once: derived(calc(calc('fees_at_close', '/', 'holders_at_close'), '*', '3')),
    one_in: derived(calc('1', '/', calc('all_tasks', '-', calc('tasks_of_text', '*', '2')))),
    paid_per_user: derived(calc('all_payments', '/', 'users_since_month')),
    paid_per_registered: derived(calc('first_payers', '/', calc('registered', '-', '1'))),
    churn: derived(calc('churned_fees', '/', 'fees_at_open')),
    spread: derived(calc(calc('p90_tokens_per_user', '-', 'median_tokens_per_user'), '/', 'avg_tokens_per_user')),
    returning: derived(calc(calc('back_next_day', '*', '100'), '/', 'registered_since_beginning')),
    zero_of_zero: derived(calc('0', '/', 'reactivated_holders')),
    half_per_user: derived(calc(calc('all_tokens', '/', '2'), '/', 'users_at_all')),
    never: derived(calc('all_tasks', '/', '0')),
    third: derived(calc('all_tasks', '/', '-3')),
    users_over_users: derived(calc('users_by_day', '/', 'users_of_2_weeks')),

    // Expressions over derived and filtered metrics, and over coarser grains.
    third_thrice: derived(calc(calc('third', '+', 'third'), '+', 'third')),
    spread_of_ratios: derived(calc(calc('tokens_per_user', '-', 'share_of_text'), '*', 'third')),
    months_and_days: derived(calc('paid_of_2_months', '+', calc('third', '/', '0.7'))),
    snapshots_of_months: derived(calc('subscriptions_at_open_by_month', '-', 'fee_per_subscriber')),
    net_of_text: derived(calc('text_of_direct', '-', calc('tasks_since_beginning_of_some', '/', '7'))),
    weeks_on_days: derived(calc('p90_tokens_per_user_by_week', '+', 'days_and_weeks')),
    one_in_of_direct: filtered('one_in', isNot(source, 'Bilibili')),
    days_and_weeks_of_text: filtered('days_and_weeks', isNot(taskType, 'image_text')),
    users_over_users_of_direct: filtered('users_over_users', isNot(source, 'Bilibili')),
    users_over_users_moved: derived(calc('users_over_users_of_direct', '-', 'users_over_users')),
  };
}
