import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Gateway } from '../src/answer/gateway';
import { prepare, type Prepared } from '../src/answer/prepare';
import { checkQuery } from '../src/query/checkQuery';
import type { MetricRequest } from '../src/query/request';
import type { Statement } from '../src/sql/statement';
import type { Grain } from '../src/time/grain';
import { NOW } from './data';
import type { IndexSet } from './options';

export const THIRTEEN: readonly string[] = [
  'revenue_mrr',
  'new_paying_users',
  'payment_conversion_rate',
  'active_users_weekly',
  'active_users_daily',
  'total_generations',
  'adoption_rate',
  'avg_tasks_per_user',
  'retention_day_1',
  'retention_week_1',
  'cost_per_user_token',
  'task_error_rate',
  'user_source_channel',
];

/** A query to measure. Its range ends with the last day of the data. */
export interface Question {
  readonly metrics: readonly string[];
  readonly grain: Grain;
  /** The first day of the range, and the first day after it. */
  readonly from: string;
  readonly to: string;
  readonly groupBy: readonly string[];
  /** Every number has that of the period before beside it. */
  readonly compared?: true;
}

const TO = '2026-06-29';
const DAYS_90 = '2026-03-31';
const WEEKS_13 = '2026-03-30';
const DAYS_365 = '2025-06-29';
const DAYS_30 = '2026-05-30';

/**
 * Returns the query of a metric alone: 90 days, or 13 weeks if its finest grain is a week.
 * Registrations are grouped by channel, as they are meant.
 */
export function alone(metric: string): Question {
  if (metric === 'retention_week_1') return byWeek([metric]);
  const groupBy = metric === 'user_source_channel' ? ['utm_source'] : [];
  return { metrics: [metric], grain: 'day', from: DAYS_90, to: TO, groupBy };
}

export function byWeek(metrics: readonly string[]): Question {
  return { metrics, grain: 'week', from: WEEKS_13, to: TO, groupBy: [] };
}

export const WEEKLY_USERS_OF_A_YEAR: Question = {
  metrics: ['active_users_weekly'],
  grain: 'day',
  from: DAYS_365,
  to: TO,
  groupBy: [],
};

/**
 * The overview dashboard (`schema/dashboards/overview.yaml`): 30 days, with the period before. The
 * weekly retention has a query of its own there.
 */
export function overview(metrics: readonly string[]): Question {
  return { metrics, grain: 'day', from: DAYS_30, to: TO, groupBy: [], compared: true };
}

export const OF_OVERVIEW = THIRTEEN.filter((metric) => metric !== 'retention_week_1');

/** Returns the request that GraphQL would make of the query, at the end of the data. */
export function requestOf({ metrics, grain, from, to, groupBy, compared }: Question): MetricRequest {
  const compare = compared ? { compare: { previousPeriod: true } } : {};
  return { metrics, grain, range: { from, to }, groupBy, asOf: NOW, ...compare };
}

export function prepared(gateway: Gateway, question: Question): Prepared {
  return prepare(gateway, [checkQuery(gateway.registry, requestOf(question), NOW)]);
}

/**
 * Returns the hand-written statement of a query: `bench/sql/<file>.sql`, whose $1 and $2 are the
 * bounds of the range. `bench/sql/<indexes>` may have another for these indexes.
 */
export function handWritten(file: string, { from, to }: Question, indexes: IndexSet = 'demo'): Statement {
  const own = path.join(__dirname, 'sql', indexes, `${file}.sql`);
  const text = readFileSync(existsSync(own) ? own : path.join(__dirname, 'sql', `${file}.sql`), 'utf8');
  return { text, parameters: [from, to] };
}
