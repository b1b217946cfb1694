import type { Window } from '../../../src/model/measure';
import type { Grain } from '../../../src/time/grain';
import type { Kinds } from './definitions';
import { GENERATIONS, measured, PAYMENTS, STARTS, TASKS, TRADES } from './definitions';

const last = (n: number, unit: Grain): Window => ({ kind: 'last', last: n, unit });
const since = (unit: Grain | 'beginning'): Window => ({ kind: 'since', unit });

const sum = (column: string, window: Window, factor = '1') =>
  ({ kind: 'rolling', entity: null, column, factor, window }) as const;
const rows = (window: Window) => ({ kind: 'rolling', entity: null, column: null, factor: '1', window }) as const;
const users = (window: Window, entity = 'user_id') =>
  ({ kind: 'rolling', entity, column: null, factor: '1', window }) as const;

/** Sums, rows and users of windows: the last units, or since a unit began. */
export const ROLLING: Kinds = {
  tokens_of_6_hours: measured('hour', 'last', { ...TASKS, ...sum('token_consumed', last(6, 'hour')) }),
  tokens_of_one_day: measured('day', 'last', { ...TASKS, ...sum('token_consumed', last(1, 'day')) }),
  tokens_of_10_days_by_week: measured('week', 'last', { ...TASKS, ...sum('token_consumed', last(10, 'day'), '-0.5') }),
  paid_of_3_days_average: measured('day', 'average', { ...PAYMENTS, ...sum('amount', last(3, 'day')) }),
  paid_of_2_months: measured('month', 'last', { ...PAYMENTS, ...sum('amount', last(2, 'month'), '0.01') }),
  tasks_of_2_days: measured('day', 'last', { ...TASKS, ...rows(last(2, 'day')) }),
  tasks_of_2_weeks_average: measured('day', 'average', { ...GENERATIONS, ...rows(last(2, 'week')) }),
  trades_of_2_quarters: measured('month', 'average', { ...TRADES, ...rows(last(2, 'quarter')) }),
  users_of_2_weeks: measured('day', 'last', { ...GENERATIONS, ...users(last(2, 'week')) }),
  users_of_5_hours: measured('hour', 'last', { ...TASKS, ...users(last(5, 'hour')) }),
  payers_of_2_months_average: measured('week', 'average', { ...PAYMENTS, ...users(last(2, 'month')) }),

  tokens_since_week: measured('hour', 'last', { ...TASKS, ...sum('token_consumed', since('week')) }),
  tokens_since_month: measured('day', 'last', { ...TASKS, ...sum('token_consumed', since('month')) }),
  tokens_since_month_average: measured('day', 'average', { ...TASKS, ...sum('token_consumed', since('month'), '0.3') }),
  paid_since_quarter_by_week: measured('week', 'last', { ...PAYMENTS, ...sum('amount', since('quarter')) }),
  paid_since_year: measured('day', 'last', { ...PAYMENTS, ...sum('amount', since('year')) }),
  fees_since_beginning: measured('day', 'last', { ...STARTS, ...sum('monthly_fee', since('beginning')) }),
  fees_since_day_by_month: measured('month', 'last', { ...STARTS, ...sum('monthly_fee', since('day')) }),
  tasks_since_beginning: measured('hour', 'last', { ...TASKS, ...rows(since('beginning')) }),
  tasks_since_month_average: measured('week', 'average', { ...TASKS, ...rows(since('month')) }),
  trades_since_year_by_month: measured('month', 'last', { ...TRADES, ...rows(since('year')) }),
  users_since_month: measured('day', 'last', { ...GENERATIONS, ...users(since('month')) }),
  users_since_week_average: measured('day', 'average', { ...TASKS, ...users(since('week')) }),
  users_since_quarter_average: measured('month', 'average', { ...TASKS, ...users(since('quarter')) }),
  payers_since_beginning: measured('day', 'last', { ...PAYMENTS, ...users(since('beginning')) }),
  registered_since_beginning: measured('day', 'last', {
    table: 'user',
    filter: { kind: 'all', of: [] },
    at: 'registration_date',
    ...users(since('beginning'), 'id'),
  }),
};
