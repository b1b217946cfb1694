import type { DataSource } from 'typeorm';
import { dataSource } from '../../src/database/dataSource';
import { loadDemo } from '../../src/database/demo/load';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

/** The numbers of the demo are plausible, and the events of its story are visible. */
const STORY = { today: '2026-03-15', now: new Date('2026-03-15T22:30:00+08:00'), timeZone: 'Asia/Shanghai' };
const BAD_DAY = '2026-02-03';
const CAMPAIGN = ['2025-12-30', '2026-01-08'];

let database: FreshDatabase;
let source: DataSource;

/** One row of numbers. Days are those of Shanghai. */
async function numbers(sql: string): Promise<Record<string, number>> {
  const [row] = await source.query(sql);
  return Object.fromEntries(Object.entries(row as object).map(([key, value]) => [key, Number(value)]));
}

beforeAll(async () => {
  database = await freshDatabase();
  source = await dataSource({ url: database.url }).initialize();
  await source.runMigrations();
  await loadDemo(source, STORY);
  await source.query(`
    create function day(timestamptz) returns date immutable language sql as $$ select ($1 at time zone 'Asia/Shanghai')::date $$;
    create view seen as select user_id, day(created_at) from task_generate_log union select user_id, day(created_at) from user_action_log;
    create view day_of as select day::date from generate_series(date '2025-08-28', date '2026-03-15', interval '1 day') day;
  `);
});

afterAll(async () => {
  await source.destroy();
  await database.drop();
});

test('the tables have realistic sizes', async () => {
  const count = await numbers(`
    select (select count(*) from "user") users, (select count(*) from task_generate_log) tasks,
      (select count(distinct day(created_at)) from task_generate_log) days`);
  expect(count['users']).toBeGreaterThan(4900);
  expect(count['tasks']).toBeGreaterThan(60_000);
  expect(count['tasks']).toBeLessThan(120_000);
  expect(count['days']).toBe(200);
});

test('every channel brings users on most days, and direct users have null or an empty source', async () => {
  const rows: { channel: string; days: string }[] = await source.query(`
    select coalesce(nullif(utm_source, ''), 'Direct') as channel, count(distinct day(registration_date)) as days
    from "user" group by 1 order by 1`);
  expect(rows.map((row) => row.channel)).toEqual(['Bilibili', 'Direct', 'Douyin', 'WeChat', 'Xiaohongshu', 'Zhihu']);
  for (const { days } of rows) expect(Number(days)).toBeGreaterThan(130);
  const direct = await numbers(`
    select count(*) filter (where utm_source is null) missing, count(*) filter (where utm_source = '') empty from "user"`);
  expect(Math.min(...Object.values(direct))).toBeGreaterThan(100);
});

test('the campaign brings many users from its channel', async () => {
  const { during, before } = await numbers(`
    select count(*) filter (where day(registration_date) between '${CAMPAIGN[0]}' and '${CAMPAIGN[1]}') as during,
      count(*) filter (where day(registration_date) between '2025-12-20' and '2025-12-29') as before
    from "user" where utm_source = 'Xiaohongshu'`);
  expect(during! / before!).toBeGreaterThan(3);
});

test('many tasks fail on the bad day, and few on others', async () => {
  const { bad, usual } = await numbers(`
    select avg((status = 'failed')::int) filter (where day(created_at) = '${BAD_DAY}') as bad,
      avg((status = 'failed')::int) filter (where day(created_at) <> '${BAD_DAY}') as usual from task_generate_log`);
  expect(bad).toBeGreaterThan(0.18);
  expect(usual).toBeGreaterThan(0.02);
  expect(usual).toBeLessThan(0.05);
});

test('activity grows, is lower at weekends and lowest at night', async () => {
  const { first, last, weekend, workday, night, morning } = await numbers(`
    select count(*) filter (where created_at < '2025-10-01') as first,
      count(*) filter (where created_at > '2026-02-12') as last,
      count(*) filter (where extract(isodow from day(created_at)) > 5) / 2.0 as weekend,
      count(*) filter (where extract(isodow from day(created_at)) <= 5) / 5.0 as workday,
      count(*) filter (where extract(hour from created_at at time zone 'Asia/Shanghai') = 3) as night,
      count(*) filter (where extract(hour from created_at at time zone 'Asia/Shanghai') = 10) as morning
    from task_generate_log`);
  expect(last!).toBeGreaterThan(3 * first!);
  expect(workday!).toBeGreaterThan(1.1 * weekend!);
  expect(morning!).toBeGreaterThan(10 * night!);
});

test('users adopt many results', async () => {
  const { rate } = await numbers(`
    select (select count(*) from user_action_log where action_type in ('copy', 'download', 'save'))::numeric
      / (select count(*) from task_generate_log where status = 'success') as rate`);
  expect(rate).toBeGreaterThan(0.4);
  expect(rate).toBeLessThan(0.8);
  const { others } = await numbers(`select count(*) as others from user_action_log where action_type = 'like'`);
  expect(others).toBeGreaterThan(1000);
});

test('users return the next day and the next week', async () => {
  const { day, week } = await numbers(`
    select avg((exists (select from seen where user_id = id and seen.day = day(registration_date) + 1))::int)
        filter (where day(registration_date) < '2026-03-14') as day,
      avg((exists (select from seen where user_id = id
          and date_trunc('week', seen.day) = date_trunc('week', day(registration_date)) + interval '7 days'))::int)
        filter (where day(registration_date) < '2026-03-02') as week
    from "user"`);
  expect(day).toBeGreaterThan(0.25);
  expect(day).toBeLessThan(0.4);
  expect(week).toBeGreaterThan(0.2);
  expect(week).toBeLessThan(0.35);
});

test('users start to pay, and go on paying', async () => {
  const { conversion, before, now, open } = await numbers(`
    select (select count(distinct user_id) from trade where payment_status = 'paid')::numeric / count(*) as conversion,
      (select sum(monthly_fee) from subscription_records
        where start_date < '2025-11-01' and coalesce(end_date, 'infinity') >= '2025-11-01') as before,
      (select sum(monthly_fee) from subscription_records where status = 'active') as now,
      (select count(*) from subscription_records where status = 'active' and end_date is null) as open from "user"`);
  expect(conversion).toBeGreaterThan(0.02);
  expect(conversion).toBeLessThan(0.08);
  expect(now!).toBeGreaterThan(1.5 * before!);
  expect(open).toBeGreaterThan(10);
  const kinds: { kind: string }[] = await source.query(
    `select distinct trade_type || ' ' || payment_status as kind from trade where (paid_at is null) = (payment_status in ('pending', 'failed'))`,
  );
  expect(kinds.map(({ kind }) => kind).sort()).toEqual([
    'recharge failed',
    'recharge paid',
    'recharge refunded',
    'subscription failed',
    'subscription paid',
    'subscription pending',
    'subscription refunded',
  ]);
});
