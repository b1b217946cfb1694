import type { Statistic } from '../../../src/model/measure';
import type { Kinds } from './definitions';
import { GENERATIONS, measured, PAYMENTS, STARTS, TASKS, TRADES } from './definitions';

type Taken = Omit<Statistic, 'table' | 'filter' | 'at' | 'column'>;

const of = (fn: 'avg' | 'min' | 'max', more: Partial<Taken> = {}): Taken => ({
  kind: 'statistic',
  fn,
  fraction: null,
  factor: '1',
  per: null,
  ...more,
});
const percentile = (fraction: string, more: Partial<Taken> = {}): Taken => ({
  kind: 'statistic',
  fn: 'percentile',
  fraction,
  factor: '1',
  per: null,
  ...more,
});
const discrete = (fraction: string, more: Partial<Taken> = {}): Taken => ({
  ...percentile(fraction, more),
  fn: 'discretePercentile',
});
const tokens = { ...TASKS, column: 'token_consumed' } as const;
const generated = { ...GENERATIONS, column: 'token_consumed' } as const;
const amount = { ...TRADES, column: 'amount' } as const;
const paid = { ...PAYMENTS, column: 'amount' } as const;
const fee = { ...STARTS, column: 'monthly_fee' } as const;
const perUser = { per: 'user_id' } as const;

/** Statistics of row values, and of totals per user and hour, day, week or month. */
export const STATISTICS: Kinds = {
  avg_tokens: measured('hour', 'recompute', { ...tokens, ...of('avg') }),
  min_tokens: measured('day', 'recompute', { ...tokens, ...of('min') }),
  max_tokens: measured('day', 'recompute', { ...tokens, ...of('max') }),
  p0_tokens: measured('day', 'recompute', { ...tokens, ...percentile('0') }),
  p100_tokens: measured('day', 'recompute', { ...tokens, ...percentile('1') }),
  median_tokens: measured('day', 'recompute', { ...generated, ...percentile('0.5') }),
  p90_tokens: measured('hour', 'recompute', { ...tokens, ...percentile('0.9') }),
  p25_tokens_by_week: measured('week', 'recompute', { ...tokens, ...percentile('0.25', { factor: '0.00002' }) }),
  discrete_p0_tokens: measured('day', 'recompute', { ...tokens, ...discrete('0') }),
  discrete_p100_tokens: measured('day', 'recompute', { ...tokens, ...discrete('1') }),
  discrete_median_tokens: measured('day', 'recompute', { ...generated, ...discrete('0.5') }),
  discrete_p75_fee_turned: measured('week', 'recompute', { ...fee, ...discrete('0.75', { factor: '-2' }) }),
  avg_amount: measured('day', 'recompute', { ...paid, ...of('avg') }),
  min_amount: measured('hour', 'recompute', { ...amount, ...of('min') }),
  p95_amount: measured('day', 'recompute', { ...amount, ...percentile('0.95') }),
  max_fee_turned: measured('day', 'recompute', { ...fee, ...of('max', { factor: '-0.5' }) }),
  min_fee_by_month: measured('month', 'recompute', { ...fee, ...of('min') }),
  median_fee_turned: measured('week', 'recompute', { ...fee, ...percentile('0.3', { factor: '-2' }) }),

  avg_tokens_per_user: measured('hour', 'recompute', { ...generated, ...of('avg', perUser) }),
  median_tokens_per_user: measured('day', 'recompute', { ...tokens, ...percentile('0.5', perUser) }),
  p90_tokens_per_user: measured('hour', 'recompute', { ...tokens, ...percentile('0.9', perUser) }),
  p90_tokens_per_user_by_week: measured('week', 'recompute', { ...tokens, ...percentile('0.9', perUser) }),
  discrete_p30_tokens_per_user: measured('hour', 'recompute', { ...tokens, ...discrete('0.3', perUser) }),
  max_tokens_per_user: measured('week', 'recompute', { ...tokens, ...of('max', perUser) }),
  min_amount_per_user: measured('day', 'recompute', { ...paid, ...of('min', perUser) }),
  avg_amount_per_user_by_month: measured('month', 'recompute', { ...paid, ...of('avg', perUser) }),
  median_fee_per_user: measured('day', 'recompute', { ...fee, ...percentile('0.5', { ...perUser, factor: '0.3' }) }),
  avg_tokens_per_type: measured('day', 'recompute', { ...tokens, ...of('avg', { per: 'task_type' }) }),
};
