import { ask, beginAsking } from '../../src/answer/ask';
import { beginBeside } from '../../src/answer/beside';
import { servicesOf } from '../../src/answer/services';
import { warningText } from '../../src/answer/warningWords';
import { forItself } from '../../src/engine/asker';
import type { MetricRequest } from '../../src/query/request';
import { checkQuery } from '../../src/query/checkQuery';
import { openProduct, type OwnProduct } from './ownProduct';

/** The warning NO_DATA_AFTER: the tables' data end on days that are easy to count from. */
const MODEL = `
tables:
  task: { primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }
  invoice: { primaryKey: id, time: month, columns: { id: bigint, month: date, fee: numeric } }
  plan: { primaryKey: id, time: since, columns: { id: bigint, who: bigint, since: timestamptz, until: timestamptz, fee: numeric } }
  trial: { primaryKey: id, time: since, columns: { id: bigint, who: bigint, since: timestamptz, until: timestamptz } }
  visit: { primaryKey: id, time: at, columns: { id: bigint, who: bigint, at: timestamptz } }
  booking: { primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }
  nothing: { primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }
metrics:
  tasks: { numerator: { count: task }, grain: hour }
  tasks_total: { numerator: { count: task, window: { since: beginning } }, grain: day, overTime: last }
  invoiced: { numerator: { sum: fee, of: invoice }, grain: month }
  plans: { numerator: { sum: fee, of: plan, active: { from: since, until: until } }, grain: day }
  trials: { numerator: { count: trial, active: { from: since, until: until } }, grain: day }
  plans_new: { numerator: { sum: fee, of: plan, active: { from: since, until: until }, each: who, movement: new }, grain: day }
  visits: { numerator: { count: visit }, grain: day }
  visits_per_task: { numerator: visits, denominator: tasks, grain: day }
  bookings: { numerator: { count: booking }, grain: day }
  nothings: { numerator: { count: nothing }, grain: day }
`;

const DDL = `
  create table task (id bigint, at timestamptz);
  create table invoice (id bigint, month date, fee numeric);
  create table plan (id bigint, who bigint, since timestamptz, until timestamptz, fee numeric);
  create table trial (id bigint, who bigint, since timestamptz, until timestamptz);
  create table visit (id bigint, who bigint, at timestamptz);
  create table booking (id bigint, at timestamptz);
  create table nothing (id bigint, at timestamptz);
  insert into task values (1, '2026-03-01 10:00Z'), (2, '2026-03-05 20:00Z'), (3, null);
  insert into invoice values (1, '2026-02-01', 10), (2, '2026-03-01', 10);
  insert into plan values (1, 1, '2025-01-01', '2026-02-01', 10), (2, 2, '2025-01-01', null, 10);
  insert into trial values (1, 1, '2026-01-01', '2026-01-20'), (2, 2, '2026-01-05', '2026-02-10');
  insert into visit values (1, 1, '2026-01-01'), (2, 1, '2026-03-14');
  insert into booking values (1, '2026-03-01'), (2, '2026-04-01');
`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

const NOON = '2026-03-15T12:00:00Z';

async function told(request: Omit<MetricRequest, 'asOf'>, asOf = NOON, services = servicesOf(product.gateway)) {
  const { gateway } = product;
  const query = checkQuery(gateway.registry, { ...request, asOf }, Date.parse(asOf));
  const asking = beginAsking(gateway, services, forItself(30_000));
  const beside = beginBeside(asking, query, { freshness: false, warnings: true });
  const { meta } = await ask(asking, { query, entity: null, needsNumbers: true });
  const warnings = await beside.warnings!(meta);
  return warnings
    .filter(({ code }) => code === 'NO_DATA_AFTER' || code === 'LAST_ROW_UNKNOWN')
    .map((warning) => `${warning.metric}: ${warningText(warning, gateway.registry, null)}`);
}

const last = (n: number, unit: 'hour' | 'day' | 'week' | 'month', includeCurrent = false) => ({
  last: n,
  unit,
  includeCurrent,
});
const TASKS = ['tasks: "tasks" reads task, which has no data after 2026-03-05.'];

describe('the examples of docs/meaning.md#no-data-after', () => {
  test.each([
    [{ range: last(10, 'day') }, true],
    [{ range: last(10, 'day'), grain: 'day' }, true],
    [{ range: last(7, 'day', true), grain: 'day' }, true],
    [{ range: last(6, 'day'), grain: 'day' }, false],
    [{ range: { from: '2026-03-02', through: '2026-03-15' }, grain: 'week' }, false],
    [{ range: last(1, 'month', true), grain: 'month' }, false],
  ] as const)('%j: %s', async (request, isWarned) => {
    expect(await told({ metrics: ['tasks'], ...request })).toEqual(isWarned ? TASKS : []);
  });

  test('by month, the warning comes when the month after is complete', async () => {
    const byMonth = { metrics: ['tasks'], range: last(2, 'month', true), grain: 'month' } as const;
    expect(await told(byMonth, '2026-04-30T23:59:59.999Z')).toEqual([]);
    expect(await told(byMonth, '2026-05-01T00:00:00Z')).toEqual(TASKS);
  });
});

test('seven days must be complete, of the range, and after the whole day of the newest row', async () => {
  const range = { from: '2026-03-01', through: '2026-04-30' };
  expect(await told({ metrics: ['tasks'], range }, '2026-03-12T23:59:59.999Z')).toEqual([]);
  expect(await told({ metrics: ['tasks'], range }, '2026-03-13T00:00:00Z')).toEqual(TASKS);
  const hours = (from: string, to: string) => told({ metrics: ['tasks'], range: { from, to }, grain: 'hour' });
  expect(await hours('2026-03-06T00:00:00Z', '2026-03-13T00:00:00Z')).toEqual(TASKS);
  expect(await hours('2026-03-06T01:00:00Z', '2026-03-13T23:00:00Z')).toEqual([]);
});

test('a range that has not begun gets no warning', async () => {
  expect(await told({ metrics: ['tasks'], range: { from: '2026-03-16', through: '2026-12-31' } })).toEqual([]);
  const range = { from: '2026-03-15', through: '2026-12-31' };
  expect(await told({ metrics: ['tasks'], range, grain: 'month' })).toEqual([]);
});

test("the day of the newest row is that of the query's zone", async () => {
  // 20:00 in UTC is 04:00 of March 6 in Shanghai; noon of March 13 is 20:00 there.
  const range = { from: '2026-03-01', through: '2026-03-31' };
  const inZone = (timeZone: string, asOf: string) => told({ metrics: ['tasks'], range, timeZone }, asOf);
  expect(await inZone('Asia/Shanghai', '2026-03-13T12:00:00Z')).toEqual([]);
  expect(await inZone('UTC', '2026-03-13T12:00:00Z')).toEqual(TASKS);
  expect(await inZone('Asia/Shanghai', '2026-03-13T16:00:00Z')).toEqual([TASKS[0]!.replace('-05.', '-06.')]);
});

test('the native grain decides without a grain: the rows of a month come once a month', async () => {
  const invoiced = { metrics: ['invoiced'], range: last(10, 'day') };
  expect(await told(invoiced)).toEqual([]);
  expect(await told(invoiced, '2026-04-20T12:00:00Z')).toEqual([]);
  expect(await told(invoiced, '2026-05-01T00:00:00Z')).toEqual([
    'invoiced: "invoiced" reads invoice, which has no data after 2026-03-01.',
  ]);
});

test('a row that is active is enough for a snapshot, but not for a movement', async () => {
  const range = { from: '2026-02-01', through: '2026-03-14' };
  expect(await told({ metrics: ['plans', 'trials', 'plans_new'], range })).toEqual([
    'trials: "trials" reads trial, which has no data after 2026-02-10.',
    'plans_new: "plans_new" reads plan, which has no data after 2026-02-01.',
  ]);
  // As of February 10, one trial is active. Its end is later, so it does not count.
  expect(await told({ metrics: ['trials'], range: last(3, 'week') }, '2026-02-09T23:59:30Z')).toEqual([]);
});

test('rows that count for ever do not hide that no row is new', async () => {
  expect(await told({ metrics: ['tasks_total'], range: last(10, 'day'), grain: 'day' })).toEqual([
    'tasks_total: "tasks_total" reads task, which has no data after 2026-03-05.',
  ]);
});

test('a metric over several tables has a warning for those that end, and a table names all its metrics', async () => {
  expect(await told({ metrics: ['visits', 'visits_per_task', 'tasks'], range: last(9, 'day') })).toEqual([
    'null: "visits_per_task" and "tasks" read task, which has no data after 2026-03-05.',
  ]);
});

test('rows dated later than asOf do not exist', async () => {
  const warned = ['bookings: "bookings" reads booking, which has no data after 2026-03-01.'];
  expect(await told({ metrics: ['bookings'], range: last(9, 'day') })).toEqual(warned);
  // Looked up to the end of a minute, and then again.
  expect(await told({ metrics: ['bookings'], range: last(9, 'day') }, '2026-03-31T23:59:59.999Z')).toEqual(warned);
  expect(await told({ metrics: ['bookings'], range: last(9, 'day') }, '2026-04-01T00:00:00Z')).toEqual([]);
});

test('a table without rows has no data yet: it has no second warning', async () => {
  expect(await told({ metrics: ['nothings'], range: last(30, 'day') })).toEqual([]);
});

test('the comparison period has no warning of its own', async () => {
  const compare = { shift: 1, unit: 'day' } as const;
  const range = { from: '2026-03-13', through: '2026-03-13' };
  expect(await told({ metrics: ['tasks'], range, compare })).toEqual([]);
});

test('questions of one minute share a look-up', async () => {
  const services = servicesOf(product.gateway);
  const ask = (asOf: string) => told({ metrics: ['tasks', 'plans'], range: last(10, 'day') }, asOf, services);
  expect(await ask('2026-03-15T12:00:01Z')).toEqual(TASKS);
  const { size } = services.dataEnds;
  expect(await ask('2026-03-15T12:00:59Z')).toEqual(TASKS);
  expect(services.dataEnds.size).toBe(size);
});
