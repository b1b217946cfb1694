import { Client } from 'pg';
import { connect, type Gateway } from '../../src/answer/gateway';
import { servicesOf } from '../../src/answer/services';
import { gatewayError } from '../../src/errors';
import { exampleQueries } from '../../src/graphql/examples';
import { queriesWithData } from '../../src/server/console/queriesWithData';
import { callCli } from '../cli/callCli';
import { address } from '../export/exporting';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { watched } from '../graphql/watchedEngine';

/**
 * Months after the last import, every question answered 0 and said nothing. The default range of
 * the command line and the examples of the page showed only zeros.
 */
const watch = watched();
let server: GatewayServer;
let client: Client;
beforeAll(async () => {
  server = await gatewayServer({ through: watch.through });
  client = new Client({ connectionString: server.url! });
  await client.connect();
});
afterEach(() => {
  watch.before = () => undefined;
});
afterAll(async () => {
  await client.end();
  await server.close();
});

const ARGS = 'range: { from: "2026-04-01", through: "2026-04-30" }, asOf: "2026-06-01T00:00:00+08:00"';
const WARNING = {
  code: 'NO_DATA_AFTER',
  message: '"tasks" reads task_generate_log, which has no data after 2026-03-16.',
  metric: 'tasks',
};

test('tables and series have the warning', async () => {
  const { data, errors } = await server.ask(`{
    metrics(${ARGS}) { rows { values { tasks } } meta { warnings { code message metric } } }
    metricSeries(${ARGS}, grain: WEEK, select: [tasks]) { series { values } meta { warnings { code message metric } } }
  }`);
  expect(errors).toEqual([]);
  expect(data!['metrics']).toEqual({ rows: [{ values: { tasks: 0 } }], meta: { warnings: [WARNING] } });
  expect(data!['metricSeries'].meta.warnings).toEqual([WARNING]);
});

test('an export has its code in the header', async () => {
  const range = { from: '2026-04-01', through: '2026-04-30' };
  const { headers } = await server.app.inject(
    address('csv', { select: ['tasks'], range, asOf: '2026-06-01T00:00:00+08:00' }),
  );
  expect(headers['metergate-warnings']).toBe('NO_DATA_AFTER');
});

test('if the look-up fails, only a range that could have the warning says so', async () => {
  watch.before = ({ text }) => {
    if (/select max/.test(text)) throw gatewayError('CANCELLED', {});
  };
  const codes = async (args: string) => {
    const { data } = await server.ask(
      `{ metrics(${args}) { totals { values { tasks } } meta { warnings { code } } } }`,
    );
    return data!['metrics'].meta.warnings.map(({ code }: { code: string }) => code);
  };
  const asOf = 'asOf: "2026-07-01T00:00:00+08:00"';
  expect(await codes(`range: { last: 7, unit: DAY }, ${asOf}`)).toEqual(['LAST_ROW_UNKNOWN']);
  expect(await codes(`range: { last: 6, unit: DAY }, ${asOf}`)).toEqual([]);
});

const query = (...args: string[]) => callCli(['query', ...args], { DATABASE_URL: server.url! });
const LATER = ['--as-of', '2026-06-01T00:00:00+08:00'];

test('the default range of the command line reaches back to the newest row, and says so', async () => {
  const { code, out, told } = await query('tasks', '--grain', 'day', '--csv', ...LATER);
  const lines = out.trimEnd().split('\n');
  expect({ code, told }).toEqual({
    code: 0,
    told: 'No range is given, and there is no data after 2026-03-16: the 7 days up to then.\n',
  });
  expect([lines.length, lines[1]!.slice(0, 10), lines.at(-1)]).toEqual([
    8,
    '2026-03-10',
    '2026-03-16T00:00:00+08:00,2026-03-17T00:00:00+08:00,true,1',
  ]);
});

test.each([
  ['week', '2026-02-02T00:00:00+08:00,2026-02-09', '2026-03-16T00:00:00+08:00,2026-03-23'],
  ['hour', '2026-03-16T03:00:00+08:00,2026-03-16T04', '2026-03-16T09:00:00+08:00,2026-03-16T10'],
])('so does that of a grain: %s', async (grain, first, last) => {
  const { out, told } = await query('tasks', '--grain', grain, '--csv', ...LATER);
  const lines = out.trimEnd().split('\n');
  expect(told).toContain(`the 7 ${grain}s up to then.`);
  expect([lines.length, lines[1], lines[7]]).toEqual([
    8,
    expect.stringContaining(first),
    expect.stringContaining(last),
  ]);
});

test('the default range stays if it has data of one of the tables, and a range that is given always stays', async () => {
  // Subscriptions are still active in June.
  const both = await query('tasks', 'revenue_mrr', ...LATER);
  expect(both.told.split('\n')[0]).toBe('No range is given: the last 7 days.');
  expect(both.told).toContain(WARNING.message);
  const given = await query('tasks', '--last', '7', ...LATER);
  expect(given.told).toBe(`NO_DATA_AFTER: ${WARNING.message}\n`);
  const recent = await query('tasks', '--as-of', '2026-03-12T09:30:00+08:00');
  expect(recent.told).toBe('No range is given: the last 7 days.\n');
});

test('so do the examples of the page', async () => {
  // The newest row of each table is of May 5, 2020. The examples are those of the server's now.
  await client.query(`
    update "user" set registration_date = registration_date - (select max(registration_date) - '2020-05-05' from "user");
    update task_generate_log set created_at = created_at - (select max(created_at) - '2020-05-05' from task_generate_log);
    update user_action_log set created_at = created_at - (select max(created_at) - '2020-05-05' from user_action_log);
    update trade set paid_at = paid_at - (select max(paid_at) - '2020-05-05' from trade);
    truncate subscription_records;
  `);
  const gateway: Gateway = await connect(server.registry, server.engine);
  const { examples } = await queriesWithData({ gateway, services: servicesOf(gateway) }, 'en');
  expect(examples.join('\n')).toContain('range: { from: "2020-04-22", through: "2020-05-05" }');
  expect(examples.join('\n')).toContain(': the 14 days up to the newest row (2020-05-05)\n');
  for (const example of examples) {
    const { data, errors } = await server.ask(example);
    expect([example, errors]).toEqual([example, []]);
    const { rows, totals } = data!['metrics'];
    expect(rows?.length ?? totals).not.toBe(0);
  }
  // A page without a database shows the usual examples.
  watch.before = () => {
    throw gatewayError('CANCELLED', {});
  };
  expect((await queriesWithData({ gateway, services: servicesOf(gateway) }, 'zh')).examples).toEqual(
    exampleQueries(server.registry, 'zh'),
  );
});
