import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Client } from 'pg';
import type { FreshDatabase } from '../postgres/freshDatabase';
import { productDatabase } from '../postgres/productDatabase';
import { AS_OF, ROOT, spawnCli } from './spawnCli';

// Each process takes a second or two to start, and longer on a busy machine.

/**
 * `metergate query` for people and for scripts. The numbers are those of the fixtures, counted by
 * hand.
 */
let database: FreshDatabase;
beforeAll(async () => {
  database = await productDatabase();
});
afterAll(() => database.drop());

const query = (...args: string[]) => spawnCli(['query', ...args, ...AS_OF], { DATABASE_URL: database.url });

test('without a range, the values cover the last 7 days, and a message says so', async () => {
  expect(await query('total_generations', 'active_users_daily,payment_conversion_rate', 'revenue_mrr')).toEqual({
    code: 0,
    out: [
      '2026-03-05 through 2026-03-11  Asia/Shanghai  as of 2026-03-12T09:30:00+08:00',
      '',
      'Generations                     13',
      'Daily active users             1.7',
      'Payment conversion rate      87.5%',
      'Monthly recurring revenue  ¥497.60',
      '',
    ].join('\n'),
    told: 'No range is given: the last 7 days.\n',
  });
});

test('a series is a table with recomputed totals, marks unfinished buckets and draws a line for each metric', async () => {
  const { code, out, told } = await query(
    ...['total_generations', 'active_users_daily', 'payment_conversion_rate'],
    ...['--grain', 'DAY', '--last', '3', '--include-current', '--totals'],
  );
  expect({ code, told }).toEqual({ code: 0, told: '' });
  expect(out.split('\n')).toEqual([
    '2026-03-09 through 2026-03-12  Asia/Shanghai  as of 2026-03-12T09:30:00+08:00',
    '',
    '                           Daily active          Payment',
    'day           Generations         users  conversion rate',
    '────────────────────────────────────────────────────────',
    '2026-03-09              2             2             100%',
    '2026-03-10              2             2             100%',
    '2026-03-11              2             2             100%',
    '2026-03-12 *            2             2                –',
    '────────────────────────────────────────────────────────',
    'Total                   8             2             100%',
    '* not over yet',
    '',
    expect.stringMatching(/^Generations +▅▅▅▅ +2 {2}… 2$/),
    expect.stringMatching(/^Daily active users +▅▅▅▅ +2 {2}… 2$/),
    expect.stringMatching(/^Payment conversion rate +▅▅▅ +100% {2}… 100%$/),
    '',
  ]);
});

test('a Chinese character takes two columns, and numbers stay aligned', async () => {
  const { out } = await query(
    ...['total_generations', 'payment_conversion_rate', '--locale', 'zh', '--group-by', 'utm_source'],
    ...['--from', '2026-03-02', '--through', '2026-03-08', '--order-by', 'total_generations:desc'],
  );
  expect(out.split('\n').slice(2)).toEqual([
    '注册来源  核心动作执行次数  付费转化率',
    '──────────────────────────────────────',
    'google                   9         75%',
    'weixin                   6       66.7%',
    '直接访问                 2        100%',
    'douyin                   2        100%',
    'Google                   0          0%',
    '',
  ]);
});

test('CSV has keys, exact decimals and instants, quotes where necessary, and obeys conditions and pages', async () => {
  const [rates, quoted] = await Promise.all([
    query(
      ...['payment_conversion_rate', 'revenue_mrr', '--csv', '--group-by', 'utm_source', '--grain', 'week'],
      ...['--last', '1', '--where', 'utm_source!=google', '--where', 'utm_source!=Google', '--limit', '2'],
    ),
    query(
      ...['new_registrations', '--csv', '--group-by', 'utm_source', '--from', '2026-03-09', '--through', '2026-03-12'],
      ...['--where', '{"utm_source": {"in": ["100%_off", "it\'s"]}}'],
      ...['--where', 'utm_source=weixin_mp', '--where', 'utm_source=100%_off'],
    ),
  ]);
  expect(rates.out).toBe(
    [
      'time.start,time.end,time.complete,utm_source,payment_conversion_rate,revenue_mrr',
      '2026-03-02T00:00:00+08:00,2026-03-09T00:00:00+08:00,true,Direct,1,0.1',
      '2026-03-02T00:00:00+08:00,2026-03-09T00:00:00+08:00,true,douyin,1,49.5',
      '',
    ].join('\n'),
  );
  expect(rates.told).toBe('Rows 1 to 2 of 3. The next: --offset 2 --as-of 2026-03-12T09:30:00+08:00\n');
  // `weixin_mp` or `100%_off` as typed, and also one of the values in JSON.
  expect(quoted.out.split('\n').slice(1)).toEqual([
    '2026-03-09T00:00:00+08:00,2026-03-13T00:00:00+08:00,false,100%_off,1',
    '',
  ]);
});

test('JSON has all details, with exact numbers', async () => {
  const { code, out, told } = await query(
    ...['payment_conversion_rate', 'total_generations', '--json', '--totals', '--where', 'utm_source=google'],
    ...['--from', '2026-03-05T00:00:00+08:00', '--to', '2026-03-12', '--time-zone', 'UTC', '--limit', '1'],
  );
  expect({ code, told }).toEqual({ code: 0, told: expect.stringContaining('RANGE_WIDENED: "payment_conversion') });
  expect(JSON.parse(out)).toEqual({
    meta: {
      range: { start: '2026-03-04T16:00:00+00:00', end: '2026-03-12T00:00:00+00:00' },
      grain: null,
      timeZone: 'UTC',
      asOf: '2026-03-12T01:30:00+00:00',
      registryVersion: expect.any(String),
      warnings: [expect.objectContaining({ code: 'RANGE_WIDENED', metric: 'payment_conversion_rate' })],
    },
    rows: [
      {
        time: { start: '2026-03-04T16:00:00+00:00', end: '2026-03-12T00:00:00+00:00', complete: true },
        by: {},
        values: {
          payment_conversion_rate: {
            decimal: '0.333333333333',
            status: 'OK',
            complete: true,
            numerator: '1',
            denominator: '3',
          },
          total_generations: { decimal: '7', status: 'OK', complete: true },
        },
      },
    ],
    totals: expect.objectContaining({ values: expect.any(Object) }),
    rowCount: 1,
    hasMore: false,
  });
});

test('a reader that closes the pipe ends the command without an error', async () => {
  const args = ['tasks', '--group-by', 'user_id', '--grain', 'hour', '--from', '2026-02-26', '--through', '2026-03-11'];
  const child = spawn(process.execPath, ['bin/metergate.cjs', 'query', ...args, '--csv', '--limit', '9999', ...AS_OF], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.url },
  });
  const exit = once(child, 'exit');
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await exit).toEqual([0, null]);
  expect(told).toBe('');
});

/** An address whose database never learns that its client has gone. */
async function withoutEnds(url: string): Promise<{ url: string; close(): void }> {
  const { hostname, port } = new URL(url);
  const upstreams: Socket[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    upstreams.push(upstream);
    for (const one of [client, upstream]) one.on('error', () => undefined);
    client.pipe(upstream, { end: false });
    upstream.pipe(client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const through = new URL(url);
  through.port = String((server.address() as AddressInfo).port);
  const close = () => {
    server.close();
    for (const upstream of upstreams) upstream.destroy();
  };
  return { url: through.href, close };
}

test.each([
  ['Ctrl-C', 'SIGINT', 130],
  ['SIGTERM', 'SIGTERM', 143],
] as const)('%s also ends the statement in the database', async (_, signal, code) => {
  const [holder, watcher] = [1, 2].map(() => new Client({ connectionString: database.url })) as [Client, Client];
  await Promise.all([holder.connect(), watcher.connect()]);
  await holder.query('begin; lock table task_generate_log in access exclusive mode');
  const running = async () => {
    const { rowCount } = await watcher.query(
      `select from pg_stat_activity where application_name = 'metergate' and wait_event_type = 'Lock'`,
    );
    return rowCount;
  };
  const until = async (count: number) => {
    while ((await running()) !== count) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  const through = await withoutEnds(database.url);
  const child = spawn(process.execPath, ['bin/metergate.cjs', 'query', 'tasks', ...AS_OF], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: through.url },
  });
  const exit = once(child, 'exit');
  await until(1);
  child.kill(signal);
  expect(await exit).toEqual([code, null]);
  await until(0);
  through.close();
  await Promise.all([holder.end(), watcher.end()]);
});
