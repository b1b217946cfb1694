import { answerAll } from '../../src/answer/batch/byStatement';
import { SettledNumbers } from '../../src/answer/settled/settledNumbers';
import { forItself } from '../../src/engine/asker';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { auditing, type AuditStep } from '../../src/steps';
import { openProduct, type OwnProduct } from './ownProduct';

// Numbers of buckets whose tables promise that old rows no longer change.

const NOW = Date.parse('2026-05-20T12:00:00Z');
const MODEL = `
tables:
  person:
    primaryKey: id
    time: at
    settles: { after: 2, unit: day, columns: [channel] }
    columns: { id: bigint, channel: text, city: text, at: timestamptz }
  hit:
    primaryKey: id
    time: at
    settles: { after: 1, unit: day }
    parents: { person: person_id, last_payment: person_id }
    columns: { id: bigint, person_id: bigint, amount: numeric, at: timestamptz, seen_at: timestamptz }
  payment:
    primaryKey: id
    time: at
    settles: { after: 1, unit: day }
    columns: { id: bigint, person_id: bigint, plan: text, at: timestamptz }
  last_payment:
    event: { last: payment, each: person_id }
dimensions:
  channel: { column: channel, of: person, empty: Direct }
  city: { column: city, of: person }
  plan: { column: plan, of: last_payment }
metrics:
  hits: { numerator: { count: hit }, grain: day }
  seen: { numerator: { count: hit, at: seen_at }, grain: day }
  amount: { numerator: { sum: amount, of: hit }, grain: day }
  visitors: { numerator: { count_distinct: person_id, of: hit }, grain: day }
  daily: { numerator: { count_distinct: person_id, of: hit }, grain: day, overTime: average }
  weekly: { numerator: { count_distinct: person_id, of: hit, window: { last: 7, unit: day } }, grain: day, overTime: last }
`;

const DDL = `
  create table person (id bigint primary key, channel text, city text, at timestamptz);
  create table hit (id bigint primary key, person_id bigint, amount numeric, at timestamptz, seen_at timestamptz);
  create table payment (id bigint primary key, person_id bigint, plan text, at timestamptz);
  insert into person select n, case n % 3 when 0 then 'ads' when 1 then 'mail' end, 'Bonn', '2026-04-01' from generate_series(1, 9) n;
  insert into hit select n, n % 10, n * 1.50, '2026-05-01 06:00Z'::timestamptz + n * interval '3 hours', '2026-05-01'
    from generate_series(0, 150) n;
  insert into payment values (1, 1, 'basic', '2026-05-02'), (2, 2, 'pro', '2026-05-03')`;

let product: OwnProduct;
let settled: SettledNumbers;
let now: number;
beforeEach(async () => {
  product = await openProduct(MODEL, DDL);
  now = NOW;
  settled = new SettledNumbers(product.gateway, { now: () => now, random: () => 0.5 });
});
afterEach(() => product.close());

type Request = Omit<MetricRequest, 'range'>;
const MAY = { from: '2026-05-01', to: '2026-05-20' };

async function ask(request: Request, kept: SettledNumbers | null, at = NOW): Promise<string> {
  const query = checkQuery(product.gateway.registry, { range: MAY, ...request }, at);
  const [answered] = await answerAll(product.gateway, [query], forItself(30_000), { settled: kept });
  if (answered instanceof Error) throw answered;
  const { meta, ...answer } = answered!.answer;
  return JSON.stringify({ ...answer, range: meta.range });
}

/** Asks until numbers are kept. */
async function warm(request: Request): Promise<void> {
  await ask(request, settled);
  await ask(request, settled);
  await settled.idle();
}

test('the first question fills nothing, and the third reads only the days that are left', async () => {
  const request: Request = { metrics: ['hits', 'weekly'], grain: 'day', groupBy: ['channel'] };
  await ask(request, settled);
  await settled.idle();
  expect(settled.load.samples).toBe(0);
  await warm(request);
  // May 1 to 17, of two readings: on May 20 at 12:00, May 18 is not two days old.
  expect(settled.load.samples).toBe(34);
  await product.execute(`insert into hit values (1000, 5, 7, '2026-05-19 10:00Z', null)`);
  expect(await ask(request, settled)).toBe(await ask(request, null));
  expect(settled.load.hits).toBeGreaterThan(34);
});

test.each<[string, Request]>([
  [
    'numbers by month',
    { metrics: ['hits', 'visitors', 'daily', 'weekly', 'amount'], grain: 'month', groupBy: ['channel'] },
  ],
  ['totals', { metrics: ['hits', 'daily', 'weekly'], grain: 'day', totals: true }],
  ['the whole range', { metrics: ['hits', 'amount', 'daily'], groupBy: ['channel'] }],
  [
    'a comparison',
    { metrics: ['hits', 'weekly'], grain: 'day', groupBy: ['channel'], compare: { previousPeriod: true } },
  ],
  [
    'others of distinct users',
    { metrics: ['hits', 'visitors'], grain: 'day', groupBy: ['channel'], top: { n: 1, by: 'hits', others: true } },
  ],
])('%s are the same with kept numbers', async (_, request) => {
  await warm(request);
  expect(settled.load.samples).toBeGreaterThan(0);
  await product.execute(
    `insert into hit values (1000, 5, 7, '2026-05-19 10:00Z', null), (1001, null, 1, '2026-05-19 13:00Z', null)`,
  );
  expect(await ask(request, settled)).toBe(await ask(request, null));
  expect(settled.load.hits).toBeGreaterThan(0);
  expect(settled.load.isAside).toBe(false);
});

test('asOf in the past and tomorrow: only the clock says how old a row is', async () => {
  const request: Request = { metrics: ['hits', 'visitors'], grain: 'day' };
  await warm(request);
  for (const at of ['2026-05-05T06:30:00Z', '2026-05-21T00:00:00Z']) {
    const asOf = { ...request, asOf: at };
    await warm(asOf);
    await product.execute(`insert into hit select max(id) + 1, 3, 1, '2026-05-19 11:00Z' from hit`);
    expect(await ask(asOf, settled)).toBe(await ask(asOf, null));
  }
  // The clock moves on, and May 18 and 19 settle with the rows that were added.
  now += 3 * 86_400_000;
  await warm(request);
  expect(await ask(request, settled)).toBe(await ask(request, null));
});

test.each<[string, Request]>([
  ['the last plan, which a new payment changes', { metrics: ['hits'], grain: 'day', groupBy: ['plan'] }],
  ['a column that is not promised', { metrics: ['hits'], grain: 'day', groupBy: ['city'] }],
  ['a filter by such a column', { metrics: ['hits'], grain: 'day', where: { city: { eq: 'Bonn' } } }],
  ['rows by another date', { metrics: ['seen'], grain: 'day' }],
])('nothing is kept of %s', async (_, request) => {
  await warm(request);
  expect(settled.load.samples).toBe(0);
  await product.execute(`insert into payment values (3, 1, 'pro', '2026-05-19 10:00Z')`);
  expect(await ask(request, settled)).toBe(await ask(request, null));
});

test("a corrected channel breaks a promise: an audit finds it and forgets the table's numbers", async () => {
  const request: Request = { metrics: ['hits'], grain: 'day', groupBy: ['channel'] };
  await warm(request);
  expect(await settled.audit()).toBe(0);
  await product.execute(`update person set channel = 'ads'`);
  expect(await ask(request, settled)).not.toBe(await ask(request, null));
  const found: AuditStep[] = [];
  const listener = (step: unknown) => void found.push(step as AuditStep);
  auditing.subscribe(listener);
  expect(await settled.audit()).toBe(1);
  auditing.unsubscribe(listener);
  expect(found).toMatchObject([{ tables: ['hit', 'person'] }]);
  expect(found[0]!.kept).not.toBe(found[0]!.found);
  expect(settled.load.samples).toBe(0);
  expect(await ask(request, settled)).toBe(await ask(request, null));
});
