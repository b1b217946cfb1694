import type { Condition } from '../../../src/model/condition';
import type { RowExpression } from '../../../src/model/rowExpression';
import type { Kinds } from './definitions';
import { measured, PAYMENTS, STARTS, TASKS } from './definitions';

const not = (of: Condition): Condition => ({ kind: 'not', of });
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of });

const tokens: RowExpression = { kind: 'column', type: 'number', column: 'token_consumed' };
const twenty: RowExpression = { kind: 'number', type: 'number', value: '20' };
const doubled: RowExpression = { kind: 'operation', type: 'number', operator: '+', left: tokens, right: tokens };

/** Plain metrics whose own filters have operators, or are expressions. */
export const OPERATORS: Kinds = {
  large_tasks: measured('hour', 'recompute', {
    ...TASKS,
    kind: 'count',
    filter: { kind: 'gte', column: 'token_consumed', value: '10' },
    lag: 0,
  }),
  tokens_of_small_tasks: measured('day', 'recompute', {
    ...TASKS,
    kind: 'sum',
    column: 'token_consumed',
    filter: not({ kind: 'gt', column: 'token_consumed', value: '10' }),
    factor: '1',
    lag: 0,
  }),
  tasks_of_no_large: measured('day', 'recompute', {
    ...TASKS,
    kind: 'count',
    filter: not({ kind: 'gte', column: 'token_consumed', value: '10' }),
    lag: 0,
  }),
  payments_in_range: measured('hour', 'recompute', {
    ...PAYMENTS,
    kind: 'count',
    filter: all(
      { kind: 'in', column: 'payment_status', values: ['PAID', 'pending'], ignoreCase: true },
      { kind: 'gt', column: 'amount', value: '0.00' },
      { kind: 'lt', column: 'amount', value: '12345678901234567890.123456' },
    ),
    lag: 0,
  }),
  fees_at_most: measured('day', 'recompute', {
    ...STARTS,
    kind: 'sum',
    column: 'monthly_fee',
    filter: all(
      { kind: 'lte', column: 'monthly_fee', value: '29.9' },
      { kind: 'endsWith', column: 'subscription_type', text: 'LY', ignoreCase: true },
    ),
    factor: '1',
    lag: 0,
  }),
  users_of_texts: measured('day', 'recompute', {
    ...TASKS,
    kind: 'distinct',
    lag: 0,
    entity: 'user_id',
    filter: not({ kind: 'contains', column: 'task_type', text: 'image' }),
  }),
  tasks_by_expression: measured('hour', 'recompute', {
    ...TASKS,
    kind: 'count',
    filter: {
      kind: 'written',
      text: "not (token_consumed + token_consumed < 20) and not starts_with(status, 'fail')",
      of: all(
        not({
          kind: 'computed',
          value: { kind: 'comparison', type: 'boolean', operator: '<', left: doubled, right: twenty },
        }),
        not({ kind: 'startsWith', column: 'status', text: 'fail' }),
      ),
    },
    lag: 0,
  }),
};
