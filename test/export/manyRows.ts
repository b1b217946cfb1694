import { Client } from 'pg';
import type { Arguments } from './exporting';

export const DAYS = 10;

/** Fills the product's tables so that {@link everyUserEveryDay} has `users * DAYS` rows. */
export async function fillUsers(url: string, users: number): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query(
      `insert into "user" (id, utm_source, registration_date)
       select n, 'source ' || n % 7, '2026-01-01 10:00+08' from generate_series(1000, 999 + $1::int) n`,
      [users],
    );
    await owner.query(
      `insert into task_generate_log (id, user_id, task_type, status, token_consumed, created_at)
       select n, n, 'text', 'success', n, '2026-04-01 12:00+08'::timestamptz + n % $2::int * interval '1 day'
       from generate_series(1000, 999 + $1::int) n`,
      [users, DAYS],
    );
    await owner.query('analyze "user", task_generate_log');
  } finally {
    await owner.end();
  }
}

/** One row for each user and day. Most rows hold zeros: the user did nothing on that day. */
export const everyUserEveryDay: Arguments = {
  select: ['tasks', 'task_error_rate'],
  range: { from: '2026-04-01', through: '2026-04-10' },
  grain: 'DAY',
  groupBy: ['user_id'],
  asOf: '2026-04-20T00:00:00+08:00',
};
