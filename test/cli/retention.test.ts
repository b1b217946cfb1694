import { parse } from 'csv-parse/sync';
import { styleOf } from '../../src/cli/print/style';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { callCli } from './callCli';
import { AS_OF } from './spawnCli';

/** `metergate retention`, on the rows of test/fixtures/data.sql, counted by hand. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const RANGE = ['--from', '2026-02-23', '--to', '2026-03-16', '--periods', '3'];
const retention = (...args: string[]) =>
  callCli(['retention', 'new_registrations', 'active_users_daily', ...args, ...AS_OF], { DATABASE_URL: database.url });

test('a table of cohorts, with what is not over yet', async () => {
  const { code, out, told } = await retention(...RANGE);
  expect({ code, told }).toEqual({ code: 0, told: expect.stringMatching(/^NO_DATA_BEFORE: .*\n$/) });
  expect(out.split('\n')).toEqual([
    '2026-02-23 through 2026-03-15  Asia/Shanghai  as of 2026-03-12T09:30:00+08:00',
    'Share of New registrations with Daily active users n weeks later',
    '',
    '                      New',
    'week        registrations      0     1     2  3',
    '───────────────────────────────────────────────',
    '2026-02-23              5    40%   20%  20%*',
    '2026-03-02             12  58.3%  25%*',
    '2026-03-09              3  100%*',
    'All                    20  52.9%   20%',
    '* not over yet',
    '',
  ]);
});

test('groups, a condition, and a default range that is said', async () => {
  const { code, out, told } = await retention('--group-by', 'utm_source', '--where', 'utm_source=google');
  expect(code).toBe(0);
  expect(told).toContain('No range is given: the last 8 weeks.');
  expect(out).toMatch(/\n2026-03-02 +google +\d/);
  expect(out).not.toContain('weixin');
});

test('CSV and JSON have the same numbers', async () => {
  const csv = await retention(...RANGE, '--csv');
  const json = JSON.parse((await retention(...RANGE, '--json')).out) as {
    readonly cohorts: readonly {
      readonly time: { readonly start: string };
      readonly size: number;
      readonly periods: readonly {
        readonly number: number;
        readonly retained: number | null;
        readonly rate: number | null;
      }[];
    }[];
  };
  const rows: Record<string, string>[] = parse(csv.out, { columns: true });
  const flat = json.cohorts.flatMap(({ time, size, periods }) =>
    periods.map(({ number, retained, rate }) => [time.start, size, number, retained ?? '', rate ?? ''].join(' ')),
  );
  expect(
    rows.map((row) => [row['cohort.start'], row['size'], row['period'], row['retained'], row['rate']].join(' ')),
  ).toEqual(flat);
  expect(flat).toHaveLength(3 * 4);
});

test.each([
  [['new_registrations', 'tasks'], 1, /NOT_AN_AUDIENCE: "tasks" [^]*Use one of .*active_users_daily/],
  [['new_registrations', 'nothing'], 1, /There is no metric "nothing"/],
  [['new_registrations'], 2, /[Mm]issing required argument 'returning'/],
  [['new_registrations', 'active_users_daily', '--period', 'decade'], 2, /There are hour, day, week/],
  [['new_registrations', 'active_users_daily', '--periods', '500'], 1, /from 0 to 400/],
])('%p is a mistake', async (args, code, words) => {
  const result = await callCli(['retention', ...args], { DATABASE_URL: database.url });
  expect([result.code, result.told]).toEqual([code, expect.stringMatching(words)]);
});

test('on a terminal, rates are shaded, the higher the darker', () => {
  const { heat } = styleOf({ isTTY: true }, {});
  const shades = [0, 0.3, 0.6, 1].map((share) => /48;5;(\d+)m/.exec(heat('x', share))![1]);
  expect(new Set(shades).size).toBe(4);
  expect(styleOf({}, {}).heat('x', 1)).toBe('x');
});
