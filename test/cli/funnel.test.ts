import { parse } from 'csv-parse/sync';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { callCli } from './callCli';
import { AS_OF } from './spawnCli';

/** `metergate funnel`, on the rows of test/fixtures/data.sql. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const STEPS = ['new_registrations', 'active_users_daily', 'new_paying_users'];
const RANGE = ['--from', '2026-02-23', '--to', '2026-03-16'];
const funnel = (...args: string[]) => callCli(['funnel', ...STEPS, ...args, ...AS_OF], { DATABASE_URL: database.url });

test('groups, a condition, a bar for each step, and a default range that is said', async () => {
  const { code, out, told } = await funnel('--group-by', 'utm_source', '--where', 'utm_source=google');
  expect(code).toBe(0);
  expect(told).toContain('No range is given: the last 28 days.');
  expect(out).toMatch(/\nWithin 7 days\n/);
  expect(out).toMatch(/\ngoogle +New registrations +\d+ +100% +█{20}\n +Daily active users +\d/);
  expect(out).toContain('* may still grow');
  expect(out).not.toContain('weixin');
});

test('steps with commas between, and one bucket that is over', async () => {
  const { out } = await callCli(
    ['funnel', STEPS.join(','), '--from', '2026-02-23', '--to', '2026-03-02', '--within', '30 minutes', ...AS_OF],
    { DATABASE_URL: database.url },
  );
  expect(out).toContain('Within 30 minutes');
  expect(out).not.toContain('*');
});

test('CSV and JSON have the same numbers', async () => {
  const csv = await funnel(...RANGE, '--grain', 'week', '--within', '1day', '--csv');
  const json = JSON.parse((await funnel(...RANGE, '--grain', 'week', '--within', '1day', '--json')).out) as {
    readonly meta: { readonly within: object };
    readonly rows: readonly {
      readonly time: { readonly start: string };
      readonly complete: boolean;
      readonly steps: readonly Readonly<Record<string, string | number | null>>[];
    }[];
  };
  expect(json.meta.within).toEqual({ count: 1, unit: 'day' });
  const numbers = ['entities', 'ofFirst', 'ofPrevious', 'medianSeconds', 'status'];
  const flat = json.rows.flatMap(({ time, complete, steps }) =>
    steps.map((step) => [time.start, step['metric'], ...numbers.map((name) => step[name] ?? ''), complete].join(' ')),
  );
  const rows: Record<string, string>[] = parse(csv.out, { columns: true });
  expect(
    rows.map((row) =>
      [row['time.start'], row['metric'], ...numbers.map((name) => row[name]), row['complete']].join(' '),
    ),
  ).toEqual(flat);
  expect(flat).toHaveLength(3 * 3);
});

test.each([
  [['new_registrations', 'tasks'], 1, /NOT_AN_AUDIENCE: "tasks" [^]*Use one of .*active_users_daily/],
  [['new_registrations'], 1, /BAD_JOURNEY: `steps` names 1 metric/],
  [[], 2, /[Mm]issing required argument 'steps'/],
  [['new_registrations', 'active_users_daily', '--within', 'soon'], 2, /It takes a number and minute, hour, day, week/],
  [['new_registrations', 'active_users_daily', '--within', '2years'], 2, /It takes a number/],
  [['new_registrations', 'active_users_daily', '--within', '500days'], 1, /from 1 day to 400 days/],
])('%p is a mistake', async (args, code, words) => {
  const result = await callCli(['funnel', ...args], { DATABASE_URL: database.url });
  expect([result.code, result.told]).toEqual([code, expect.stringMatching(words)]);
});
