import type { Condition, DimensionRule } from '../../../src/model/condition';
import type { Definition } from '../../../src/model/definition';
import type { Measure } from '../../../src/model/measure';
import type { OverTime } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';

/** The names of the dimensions over the tables that the registries share. */
export interface Words {
  readonly source: string;
  readonly user: string;
  readonly taskType: string;
  readonly tradeType: string;
  readonly plan: string;
}

export const PRODUCT_WORDS: Words = {
  source: 'utm_source',
  user: 'user_id',
  taskType: 'task_type',
  tradeType: 'trade_type',
  plan: 'subscription_type',
};

/** Names in `variant/`. */
export const VARIANT_WORDS: Words = {
  source: 'channel',
  user: 'member',
  taskType: 'kind',
  tradeType: 'pay_status',
  plan: 'plan',
};

/**
 * A definition with its grain and its rule for coarser buckets. A metric on other metrics takes
 * both from those.
 */
export type Kind =
  | { readonly definition: Measure; readonly grain: Grain; readonly overTime: OverTime }
  | { readonly definition: Definition; readonly grain: Grain | null; readonly overTime: null };

export type Kinds = Readonly<Record<string, Kind>>;

export function measured(grain: Grain, overTime: OverTime, definition: Measure): Kind {
  return { grain, overTime, definition };
}

export function ratio(grain: Grain, numerator: string, denominator: string): Kind {
  return { grain, overTime: null, definition: { kind: 'ratio', numerator, denominator } };
}

export function filtered(metric: string, where: DimensionRule): Kind {
  return { grain: null, overTime: null, definition: { kind: 'filtered', metric, where } };
}

export const EVERY: Condition = { kind: 'all', of: [] };
const one = (column: string, ...values: string[]): Condition => ({ kind: 'in', column, values });

/** The rows that measures read. */
export const TASKS = { table: 'task_generate_log', filter: EVERY, at: 'created_at' } as const;
export const GENERATIONS = { ...TASKS, filter: one('status', 'success') };
export const TRADES = { table: 'trade', filter: EVERY, at: 'paid_at' } as const;
export const PAYMENTS = { ...TRADES, filter: one('payment_status', 'paid') };
export const STARTS = { table: 'subscription_records', filter: EVERY, at: 'start_date' } as const;
export const SUBSCRIPTIONS = {
  table: 'subscription_records',
  filter: EVERY,
  from: 'start_date',
  until: 'end_date',
} as const;
export const ACTIVE = { ...SUBSCRIPTIONS, filter: one('status', 'active') };
/** No metric counts the users of these rows. */
export const VISITS = { table: 'user', filter: EVERY, from: 'registration_date', until: 'last_login_time' } as const;
