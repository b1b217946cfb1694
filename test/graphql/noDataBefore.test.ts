import { Client } from 'pg';
import { gatewayError } from '../../src/errors';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { table } from './mistake';
import { watched } from './watchedEngine';

/**
 * The warning NO_DATA_BEFORE: a bucket begins before its table does. And the cost of the lookup.
 */
const watch = watched();
let server: GatewayServer;
let client: Client;

async function open(): Promise<void> {
  server = await gatewayServer({ through: watch.through });
  client = new Client({ connectionString: server.url! });
  await client.connect();
}

async function close(): Promise<void> {
  await client.end();
  await server.close();
  watch.before = () => undefined;
  watch.statements.splice(0);
}

const WARNINGS = 'meta { warnings { code message metric } }';
const lookUps = () => watch.statements.filter(({ text }) => /select min/.test(text)).length;

async function warnings(args: string, metrics = 'tasks') {
  const asOf = args.includes('asOf') ? '' : ', asOf: "2026-03-12T09:30:00+08:00"';
  const { data, errors } = await server.ask(
    table(`range: ${args}${asOf}`, `rows { values { ${metrics} } } ${WARNINGS}`),
  );
  expect(errors).toEqual([]);
  return data!['metrics'].meta.warnings;
}

const warning = (metric: string, from: string, when: string) => ({
  code: 'NO_DATA_BEFORE',
  message: `"${metric}" reads ${from}, which has no data ${when}.`,
  metric,
});

describe('NO_DATA_BEFORE over fixed rows', () => {
  beforeAll(open);
  afterAll(close);

  /** Task 1 is of February 26, 10:00. */
  test.each([
    ['{ from: "2026-02-25", through: "2026-03-01" }', true],
    ['{ from: "2026-02-26", through: "2026-03-01" }', false],
    ['{ from: "2026-02-25", through: "2026-03-01" }, grain: DAY', true],
    ['{ from: "2026-02-26", through: "2026-03-01" }, grain: DAY', false],
    // The first day begins before its first row, and so do its hours: this needs no warning.
    ['{ from: "2026-02-26T08:00:00+08:00", to: "2026-02-26T12:00:00+08:00" }, grain: HOUR', false],
    ['{ from: "2026-02-25T23:00:00+08:00", to: "2026-02-26T12:00:00+08:00" }, grain: HOUR', true],
    // A range grows to whole buckets, and these count.
    ['{ from: "2026-02-27", through: "2026-03-01" }, grain: WEEK', true],
    ['{ from: "2026-02-27", through: "2026-03-01" }, grain: YEAR', true],
    // A range that has not begun needs no warning.
    ['{ from: "2026-02-20", through: "2026-03-01" }, asOf: "2026-02-19T23:00:00+08:00"', false],
  ])('%s: %s', async (args, isWarned) => {
    const told = isWarned ? [warning('tasks', 'task_generate_log', 'before 2026-02-26')] : [];
    expect(await warnings(args)).toEqual(told);
  });

  test('the first row of the table counts, not that of a metric or a query', async () => {
    const args = '{ from: "2026-02-26", through: "2026-02-28" }, where: { utm_source: { eq: "weixin" } }';
    expect(await warnings(args, 'failed_tasks')).toEqual([]);
  });

  test('rows that a metric looks back at do not count', async () => {
    // The window of February 26 begins on the 20th; the cohort of February 21 registered on the
    // 20th. No first row is looked up before that.
    expect(await warnings('{ from: "2026-02-26", through: "2026-02-27" }, grain: DAY', 'active_users_weekly')).toEqual(
      [],
    );
    expect(
      await warnings('{ from: "2026-02-20", through: "2026-02-21" }, grain: DAY', 'registrations_day_before'),
    ).toEqual([]);
    expect(await warnings('{ from: "2026-02-21", through: "2026-02-27" }, grain: DAY', 'new_paying_users')).toEqual([]);
  });

  test('a table that begins after asOf has no rows yet', async () => {
    const args = '{ from: "2026-02-01", through: "2026-03-10" }, asOf: "2026-02-26T09:59:59+08:00"';
    expect(await warnings(args)).toEqual([warning('tasks', 'task_generate_log', 'yet')]);
  });

  test('it comes beside the other warnings, once for each table', async () => {
    const told = await warnings(
      '{ from: "2026-02-18", through: "2026-03-10" }',
      'retention_week_1 new_registrations tasks',
    );
    expect(told).toEqual([
      expect.objectContaining({ code: 'RANGE_WIDENED', metric: 'retention_week_1' }),
      {
        code: 'NO_DATA_BEFORE',
        message: '"retention_week_1" and "new_registrations" read user, which has no data before 2026-02-20.',
        metric: null,
      },
      {
        code: 'NO_DATA_BEFORE',
        message: '"retention_week_1" and "tasks" read task_generate_log, which has no data before 2026-02-26.',
        metric: null,
      },
      warning('retention_week_1', 'user_action_log', 'before 2026-03-02'),
    ]);
  });
});

describe('NO_DATA_BEFORE over changing rows', () => {
  beforeEach(open);
  afterEach(close);

  test('an empty table has no data yet, and has some as soon as a row is inserted', async () => {
    await client.query('truncate trade');
    const args = '{ from: "2026-03-01", through: "2026-03-10" }';
    const none = [warning('new_paying_users', 'trade', 'yet')];
    expect(await warnings(args, 'new_paying_users')).toEqual(none);
    await client.query(`insert into trade (amount, payment_status) values (1, 'paid')`);
    expect(await warnings(args, 'new_paying_users')).toEqual(none);
    await client.query(`insert into trade (amount, payment_status, paid_at) values (1, 'paid', '2026-03-01 01:00+08')`);
    const [ends, ...others] = await warnings(args, 'new_paying_users');
    expect([ends.code, others]).toEqual(['NO_DATA_AFTER', []]);
  });

  test('a row with an infinite date is not a first row', async () => {
    await client.query(`update trade set paid_at = '-infinity' where id = 24`);
    await client.query(`update trade set paid_at = 'infinity' where id = 23`);
    expect(await warnings('{ from: "2026-02-01", through: "2026-03-10" }', 'new_paying_users')).toEqual([
      warning('new_paying_users', 'trade', 'before 2026-02-21'),
    ]);
  });

  test('it is looked up only if warnings are selected, and once for all callers', async () => {
    const args = 'range: { from: "2026-02-01", through: "2026-03-10" }';
    await server.ask(table(args, 'rows { values { tasks } } meta { asOf }'));
    expect(lookUps()).toBe(0);
    const tile = (metric: string) => `metrics(${args}) { rows { values { ${metric} } } ${WARNINGS} }`;
    const { data } = await server.ask(
      `{ a: ${tile('tasks')} b: ${tile('failed_tasks')} c: ${tile('new_registrations')} }`,
    );
    expect([data!['a'], data!['b'], data!['c']].map(({ meta }) => meta.warnings.length)).toEqual([1, 1, 1]);
    expect(lookUps()).toBe(2);
    await warnings('{ from: "2026-02-01", through: "2026-03-10" }', 'tasks new_registrations');
    expect(lookUps()).toBe(2);
    await warnings('{ from: "2026-02-01", through: "2026-03-10" }', 'tasks adoption_rate');
    expect(lookUps()).toBe(3);
  });

  test('numbers do not wait long for it, and do not fail with it', async () => {
    const deadlines: number[] = [];
    watch.before = ({ text }, { deadline: { milliseconds } }) => {
      if (!/select min/.test(text)) return;
      deadlines.push(milliseconds);
      throw gatewayError('QUERY_TIMEOUT', { timeoutMs: milliseconds, waited: false });
    };
    const unknown = {
      code: 'FIRST_ROW_UNKNOWN',
      message:
        'The gateway could not check whether there is data for the whole range: The query took longer than 5000 ms and was stopped.',
      metric: null,
    };
    expect(await warnings('{ from: "2026-02-01", through: "2026-03-10" }')).toEqual([unknown]);
    // After a timeout the gateway does not try again for every caller.
    expect(await warnings('{ from: "2026-02-01", through: "2026-03-10" }')).toEqual([unknown]);
    expect(deadlines).toEqual([5000]);
  });

  test('after any other failure the next caller gets the warning', async () => {
    watch.before = ({ text }) => {
      if (/select min/.test(text)) throw gatewayError('CANCELLED', {});
    };
    const [told] = await warnings('{ from: "2026-02-01", through: "2026-03-10" }');
    expect(told).toMatchObject({ code: 'FIRST_ROW_UNKNOWN', metric: null });
    watch.before = () => undefined;
    const [again] = await warnings('{ from: "2026-02-01", through: "2026-03-10" }');
    expect(again).toEqual(warning('tasks', 'task_generate_log', 'before 2026-02-26'));
  });
});
