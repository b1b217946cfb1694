import { EVERYTHING } from '../../../src/policy/policy';
import { checkQuery } from '../flatQuery';
import { productRegistry } from '../gateway';
import { evaluateFunnel } from './evaluateFunnel';

/** The worked examples of docs/meaning.md#funnel. */
const at = (time: string) => Date.parse(`2026-${time}:00+08:00`);
const user = (id: string, time: string) => ({
  id,
  utm_source: null,
  registration_date: at(time),
  last_login_time: null,
});
let tasks = 0;
const task = (user_id: string, time: string) => ({
  id: String(++tasks),
  user_id,
  task_type: 'text',
  status: 'success',
  token_consumed: '1',
  created_at: at(time),
});
const payment = (user_id: string, time: string) => ({
  id: user_id,
  user_id,
  payment_status: 'paid',
  trade_type: 'recharge',
  amount: '1',
  paid_at: at(time),
});
const HOUR = 3_600_000;

const registry = productRegistry();
function counted(
  steps: readonly string[],
  data: Parameters<typeof evaluateFunnel>[1],
  { grain = null, hours, timeZone = null }: { grain?: 'day' | null; hours: number; timeZone?: string | null },
) {
  const query = checkQuery(
    registry,
    { metrics: [steps[0]!], range: { from: '2026-03-01', to: '2026-04-05' }, grain, timeZone, asOf: at('05-01T00:00') },
    0,
    EVERYTHING,
  );
  return evaluateFunnel(registry, data, { steps, withinMs: hours * HOUR, query });
}
const entities = (rows: ReturnType<typeof counted>) => rows.map(({ steps }) => steps.map((step) => step.entities));

const DATA = {
  user: [user('1', '03-02T12:00'), user('2', '03-02T12:00'), user('3', '03-02T12:00'), user('4', '03-03T12:00')],
  task_generate_log: [
    task('1', '03-02T11:00'),
    task('2', '03-02T12:00'),
    task('3', '03-02T14:00'),
    task('4', '03-03T13:00'),
    task('4', '03-03T16:00'),
  ],
  trade: [payment('2', '03-03T12:00'), payment('3', '03-03T12:01'), payment('4', '03-03T15:00')],
};
const STEPS = ['new_registrations', 'active_users_daily', 'new_paying_users'];

test('the users of the table', () => {
  const [whole] = counted(STEPS, DATA, { hours: 24 });
  expect(whole!.steps).toEqual([
    { entities: 4, status: 'OK', ofFirst: 1, ofPrevious: null, medianSeconds: null },
    { entities: 3, status: 'OK', ofFirst: 0.75, ofPrevious: 0.75, medianSeconds: 3600 },
    { entities: 2, status: 'OK', ofFirst: 0.5, ofPrevious: 0.666666666667, medianSeconds: 48600 },
  ]);
  expect(whole!.complete).toBe(true);
  expect(entities(counted(STEPS, DATA, { hours: 24, grain: 'day' })).slice(1, 3)).toEqual([
    [3, 2, 1],
    [1, 1, 1],
  ]);
});

const AGAIN = ['active_users_daily', 'active_users_daily'];

test('the later of two entries is in time', () => {
  const task_generate_log = ['09:00', '12:00', '12:30'].map((time) => task('1', `03-02T${time}`));
  const [row] = counted(AGAIN, { task_generate_log }, { hours: 1 });
  expect(row!.steps.map((step) => step.entities)).toEqual([1, 1]);
  expect(row!.steps[1]!.medianSeconds).toBe(1800);
});

test('one instant is one step, if the steps share a table', () => {
  const task_generate_log = [task('1', '03-02T12:00'), task('1', '03-02T12:00')];
  expect(entities(counted(AGAIN, { task_generate_log }, { hours: 1 }))).toEqual([[1, 0]]);
});

test('an entity is in the buckets of both days', () => {
  const task_generate_log = [task('1', '03-02T12:00'), task('1', '03-03T12:00')];
  expect(entities(counted(AGAIN, { task_generate_log }, { hours: 24, grain: 'day' })).slice(1, 3)).toEqual([
    [1, 1],
    [1, 0],
  ]);
});

test.each([
  ['a change of clocks in spring', '2026-03-07T12:00:00-05:00', '2026-03-08T13:00:00-04:00', 1],
  ['a minute later', '2026-03-07T12:00:00-05:00', '2026-03-08T13:01:00-04:00', 0],
])('24 hours are elapsed time: %s', (_, entry, later, converted) => {
  const task_generate_log = [entry, later].map((time) => ({
    ...task('1', '03-02T12:00'),
    created_at: Date.parse(time),
  }));
  const found = counted(AGAIN, { task_generate_log }, { hours: 24, timeZone: 'America/New_York' });
  expect(entities(found)).toEqual([[1, converted]]);
});
