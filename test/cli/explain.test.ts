import { parse } from 'csv-parse/sync';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { callCli } from './callCli';
import { AS_OF } from './spawnCli';

/** `metergate explain`, on the rows of test/fixtures/data.sql, counted by hand. */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const RANGE = ['--from', '2026-03-09', '--to', '2026-03-12', '--compare', '1week'];
const explain = (...args: string[]) => callCli(['explain', ...args, ...AS_OF], { DATABASE_URL: database.url });

test('a waterfall for each dimension', async () => {
  const { code, out, told } = await explain('tasks', '--by', 'task_type,utm_source', '--top', '2', ...RANGE);
  expect({ code, told }).toEqual({ code: 0, told: '' });
  expect(out.split('\n')).toEqual([
    '2026-03-09 through 2026-03-11  Asia/Shanghai  as of 2026-03-12T09:30:00+08:00  compared with 2026-03-02 through 2026-03-04',
    'Tasks: 15 → 7 (-8)',
    '',
    'Channel   before  now   ±  surprise 28.3%',
    '───────────────────────────────────────────────────',
    'Direct         3    0  -3                 ░░░░░░░░░',
    'weixin         4    1  -3        ░░░░░░░░░',
    '(others)       8    6  -2  ░░░░░░',
    '',
    'Task type       before  now   ±  surprise 5.8%',
    '─────────────────────────────────────────────────────────',
    'Text only           10    5  -5           ░░░░░░░░░░░░░░░',
    'Image and text       4    2  -2     ░░░░░░',
    '(others)             1    0  -1  ░░░',
    '',
  ]);
});

test('a ratio has its effects, and a default range is said', async () => {
  const { code, out, told } = await explain('task_error_rate', '--by', 'task_type', '--where', 'task_type!=video');
  expect(code).toBe(0);
  expect(told).toContain('No range is given: the last 7 days.');
  expect(out).toMatch(/Task type +before +now +± +by rate +by mix +surprise/);
});

test('CSV and JSON have the same numbers', async () => {
  const csv = await explain('tasks', '--by', 'utm_source', ...RANGE, '--csv');
  const json = JSON.parse((await explain('tasks', '--by', 'utm_source', ...RANGE, '--json')).out) as {
    readonly overall: { readonly difference: string };
    readonly dimensions: readonly {
      readonly parts: readonly { readonly value: string | null; readonly contribution: string }[];
    }[];
  };
  const rows: Record<string, string>[] = parse(csv.out, { columns: true });
  const parts = json.dimensions.flatMap((one) => one.parts);
  expect(rows.map(({ value, contribution }) => [value, contribution])).toEqual(
    parts.map(({ value, contribution }) => [value ?? '', contribution]),
  );
  expect(json.overall.difference).toBe('-8');
});

test.each([
  [['active_users_daily', '--by', 'task_type'], 1, /DIMENSION_NOT_ADDITIVE: [^]*Use one of utm_source, user_id/],
  [['nothing', '--by', 'task_type'], 1, /There is no metric "nothing"/],
  [['tasks'], 2, /[Rr]equired option '--by/],
  [['tasks', '--by', 'task_type', '--top', '0'], 1, /--top is 0|`top` is 0/],
  [['tasks', '--by', 'task_type', '--compare', 'never'], 2, /--compare never: it takes/],
])('%p is a mistake', async (args, code, words) => {
  const result = await callCli(['explain', ...args], { DATABASE_URL: database.url });
  expect([result.code, result.told]).toEqual([code, expect.stringMatching(words)]);
});
