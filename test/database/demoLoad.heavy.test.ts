import type { DataSource } from 'typeorm';
import { dataSource } from '../../src/database/dataSource';
import { loadDemo } from '../../src/database/demo/load';
import { DEMO_TABLE_NAMES } from '../../src/database/demo/rows';
import { demoState } from '../../src/database/demo/state';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';

const MONDAY = { today: '2026-03-16', now: new Date('2026-03-16T15:00:00+08:00') };
const TUESDAY = { today: '2026-03-17', now: new Date('2026-03-17T09:30:00+08:00') };
const SMALL = { timeZone: 'Asia/Shanghai', users: 200, days: 30 };

let database: FreshDatabase;
let source: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  source = await dataSource({ url: database.url }).initialize();
  await source.runMigrations();
});

afterEach(async () => {
  await source.destroy();
  await database.drop();
});

/** The contents of all tables, as one value. */
async function content(of = source): Promise<unknown> {
  const rows = DEMO_TABLE_NAMES.map((table) => of.query(`select * from "${table}" order by id`));
  return JSON.stringify(await Promise.all(rows));
}

test('demo data fills empty tables and is current on that day', async () => {
  expect(await demoState(source, MONDAY)).toBe('empty');
  const counts = await loadDemo(source, { ...SMALL, ...MONDAY });
  expect(await demoState(source, MONDAY)).toBe('current');
  for (const table of DEMO_TABLE_NAMES) {
    const [{ count }] = await source.query(`select count(*)::int as count from "${table}"`);
    expect(count).toBe(counts[table]);
    expect(count).toBeGreaterThan(0);
  }
});

test('it keeps instants, nulls, empty texts and amounts exactly', async () => {
  await loadDemo(source, { ...SMALL, ...MONDAY });
  const [row] = await source.query(
    `
    select (select max(created_at) <= $1 from task_generate_log) as "until now",
      exists (select from "user" where utm_source = '') and exists (select from "user" where utm_source is null) as direct,
      (select bool_and(monthly_fee in (39, 35, 33, 26)) from subscription_records) as fees`,
    [MONDAY.now],
  );
  expect(row).toEqual({ 'until now': true, direct: true, fees: true });
});

test('it is stale on the next day, and some time later on the same day', async () => {
  await loadDemo(source, { ...SMALL, ...MONDAY });
  const later = (minutes: number) => new Date(MONDAY.now.getTime() + minutes * 60_000);
  expect(await demoState(source, { ...MONDAY, now: later(50) })).toBe('current');
  expect(await demoState(source, { ...MONDAY, now: later(70) })).toBe('stale');
  expect(await demoState(source, { ...MONDAY, now: later(70), maxAgeMs: Infinity })).toBe('current');
  expect(await demoState(source, { ...TUESDAY, maxAgeMs: Infinity })).toBe('stale');
});

test('it is stale if another version of the generator made it', async () => {
  await loadDemo(source, { ...SMALL, ...MONDAY });
  await source.query(`update metergate_demo set version = 0`);
  expect(await demoState(source, MONDAY)).toBe('stale');
});

test('loading it again gives the same rows as a first load', async () => {
  await loadDemo(source, { ...SMALL, ...TUESDAY });
  const first = await content();
  await loadDemo(source, { ...SMALL, ...MONDAY });
  expect(await content()).not.toBe(first);
  await loadDemo(source, { ...SMALL, ...TUESDAY });
  expect(await content()).toBe(first);
});

test('tables with rows of others are recognised', async () => {
  await source.query(`insert into "user" (registration_date) values (now())`);
  expect(await demoState(source, MONDAY)).toBe('own');
});

test('loading never touches rows of others, before or after it', async () => {
  const own = `select id, user_id, status from task_generate_log where task_type = 'mine' order by id`;
  const add = (status: string) =>
    source.query(
      `insert into task_generate_log (user_id, task_type, status, created_at) values (1, 'mine', $1, now())`,
      [status],
    );
  await add('before');
  await loadDemo(source, { ...SMALL, ...MONDAY });
  await add('after');
  const mine = await source.query(own);
  const counts = await loadDemo(source, { ...SMALL, ...TUESDAY });
  await add('later');
  expect((await source.query(own)).slice(0, 2)).toEqual(mine);
  expect(mine).toHaveLength(2);
  const [{ count }] = await source.query(`select count(*)::int as count from task_generate_log`);
  expect(count).toBe(counts.task_generate_log + 3);
  const [{ astray }] = await source.query(`
    select count(*)::int as astray from user_action_log a join task_generate_log t on t.id = a.task_id
    where t.user_id <> a.user_id or t.created_at > a.created_at`);
  expect(astray).toBe(0);
});

test('an interrupted load leaves the tables as before', async () => {
  const abort = new AbortController();
  const interrupted = loadDemo(source, {
    ...SMALL,
    ...MONDAY,
    signal: abort.signal,
    onProgress: ({ table }) => table === 'trade' && abort.abort(new Error('stopped')),
  });
  await expect(interrupted).rejects.toThrow('stopped');
  expect(await demoState(source, MONDAY)).toBe('empty');
  await loadDemo(source, { ...SMALL, ...MONDAY });
  expect(await demoState(source, MONDAY)).toBe('current');
});

test('loading reports its progress', async () => {
  const done: number[] = [];
  await loadDemo(source, { ...SMALL, ...MONDAY, onProgress: (progress) => done.push(progress.done / progress.total) });
  expect(done.at(-1)).toBe(1);
  expect([...done].sort((a, b) => a - b)).toEqual(done);
});

test('two loads at the same time take turns', async () => {
  const other = await dataSource({ url: database.url }).initialize();
  try {
    const both = [source, other].map((each) => loadDemo(each, { ...SMALL, ...MONDAY }));
    const [one, two] = await Promise.all(both);
    expect(one).toEqual(two);
    const [{ count }] = await source.query(`select count(*)::int as count from "user"`);
    expect(count).toBe(one?.user);
  } finally {
    await other.destroy();
  }
});
