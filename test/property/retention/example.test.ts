import { EVERYTHING } from '../../../src/policy/policy';
import { flat } from '../flatQuery';
import { productRegistry } from '../gateway';
import { checkRetention } from '../../../src/query/retention';
import { besideOf } from '../../../src/query/retention';
import { evaluateRetention } from './evaluateRetention';

/** The worked example of docs/meaning.md#periods. */
const at = (date: string) => Date.parse(`${date}T12:00:00+08:00`);
const task = (id: string, user_id: string, date: string) => ({
  id,
  user_id,
  task_type: 'text',
  status: 'success',
  token_consumed: '1',
  created_at: at(date),
});
const DATA = {
  user: [
    { id: '1', utm_source: null, registration_date: at('2026-03-03'), last_login_time: null },
    { id: '2', utm_source: null, registration_date: at('2026-03-04'), last_login_time: null },
    { id: '3', utm_source: null, registration_date: at('2026-03-10'), last_login_time: null },
  ],
  task_generate_log: [
    task('1', '1', '2026-03-02'),
    task('2', '1', '2026-03-10'),
    task('3', '1', '2026-03-17'),
    task('4', '2', '2026-03-17'),
  ],
};

test.each([
  [
    'on',
    [
      [1, 1, 2],
      [0, 0, null],
      [0, null, null],
    ],
    [1, 1, null],
  ],
  [
    'onOrAfter',
    [
      [2, 2, 2],
      [0, 0, null],
      [0, null, null],
    ],
    [2, 2, null],
  ],
] as const)('%s', (mode, cohorts, overall) => {
  const registry = productRegistry();
  const query = checkRetention(
    registry,
    registry,
    {
      cohort: 'new_registrations',
      returning: 'active_users_daily',
      range: { from: '2026-03-02', to: '2026-03-23' },
      period: 'week',
      periods: 2,
      mode,
      asOf: at('2026-03-18'),
    },
    0,
    EVERYTHING,
  );
  const found = evaluateRetention(registry, DATA, { ...query, query: flat(besideOf(query)) });
  expect(found.cohorts.map(({ size }) => size)).toEqual([2, 1, 0]);
  expect(found.cohorts.map(({ periods }) => periods.map(({ retained }) => retained))).toEqual(cohorts);
  expect(found.overall).toMatchObject([{ size: 3 }]);
  expect(found.overall[0]!.periods.map(({ retained }) => retained)).toEqual(overall);
  expect(found.overall[0]!.periods.map(({ size }) => size)).toEqual([3, 2, 0]);
});
