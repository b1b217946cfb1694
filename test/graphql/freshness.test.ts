import { Client } from 'pg';
import { gatewayError } from '../../src/errors';
import { changedModel } from './changedModel';
import { gatewayServer, type GatewayServer } from './gatewayServer';
import { table } from './mistake';
import { watched } from './watchedEngine';

/** `meta { freshness }`: the newest row of each table, compared with its rows read one by one. */
const watch = watched();
let server: GatewayServer;
let client: Client;
let model: { path: string; remove(): Promise<void> };

/**
 * Actions are stored without a zone, as clocks in New York show. Last logins date a metric of a
 * table whose own date is another column.
 */
const LOGINS = `
metrics:
  logins:
    label: { en: Logins, zh: 登录 }
    group: traffic
    numerator: { count: user, at: last_login_time }
    grain: day
`;

beforeAll(async () => {
  // A section may span several files, so the metric can sit beside the tables.
  model = await changedModel(
    'tables.yaml',
    (text) =>
      text.replace(
        /(action_type: text\n.*\n +created_at: )timestamptz/,
        '$1{ type: timestamp, timeZone: America/New_York }',
      ) + LOGINS,
  );
  server = await gatewayServer({ model: model.path, through: watch.through });
  client = new Client({ connectionString: server.url! });
  await client.connect();
  await client.query(
    `alter table user_action_log alter created_at type timestamp using created_at at time zone 'America/New_York'`,
  );
});
afterEach(() => {
  watch.statements.splice(0);
  watch.before = () => undefined;
  server.internal.splice(0);
});
afterAll(async () => {
  await client.end();
  await server.close();
  await model.remove();
});

const RANGE = 'range: { from: "2026-03-02", to: "2026-03-09" }';
const FRESH = 'meta { freshness { table latest } }';

/** The column that dates rows, by hand: table and column, as an instant. */
const DATES = {
  new_registrations: [['user', 'registration_date']],
  logins: [['user', 'last_login_time']],
  new_paying_users: [['trade', 'paid_at']],
  revenue_mrr: [['subscription_records', 'start_date']],
  tasks: [['task_generate_log', 'created_at']],
  adoptions: [['user_action_log', `created_at at time zone 'America/New_York'`]],
  adoption_rate: [
    ['user_action_log', `created_at at time zone 'America/New_York'`],
    ['task_generate_log', 'created_at'],
  ],
  retention_day_1: [
    ['user', 'registration_date'],
    ['task_generate_log', 'created_at'],
    ['user_action_log', `created_at at time zone 'America/New_York'`],
  ],
} as const;

async function datesOf([name, column]: readonly [string, string]): Promise<number[]> {
  const { rows } = await client.query<{ at: Date | null }>(`select ${column} as at from "${name}"`);
  return rows.flatMap(({ at }) => (at === null ? [] : [at.getTime()]));
}

type Told = { table: string; latest: string | null }[];
const instants = (told: Told) =>
  Object.fromEntries(told.map(({ table, latest }) => [table, latest === null ? null : Date.parse(latest)]));

const all = Object.keys(DATES) as (keyof typeof DATES)[];

test.each([...all.map((key) => [key]), ['new_registrations', 'logins'] as const, all])(
  'the freshness of %s is its newest row up to asOf: before the first, on it, between, and after the last',
  async (...keys) => {
    const dates = new Map<string, number[]>();
    for (const key of keys) {
      for (const dating of DATES[key]) {
        dates.set(dating[0], [...(dates.get(dating[0]) ?? []), ...(await datesOf(dating))]);
      }
    }
    const one = [...dates.values()][0]!.sort((a, b) => a - b);
    const moments = [one[0]! - 1, one[0]!, one[1]!, one[1]! + 1, one.at(-1)!, one.at(-1)! + 1e9];
    for (const asOf of moments) {
      const args = `${RANGE}, asOf: "${new Date(asOf).toISOString()}", select: [${keys.join(', ')}]`;
      const { data, errors } = await server.ask(table(args, FRESH));
      expect(errors).toEqual([]);
      const expected = [...dates].map(([name, at]) => {
        const there = at.filter((date) => date <= asOf);
        return [name, there.length === 0 ? null : Math.max(...there)];
      });
      expect(instants(data!['metrics'].meta.freshness)).toEqual(Object.fromEntries(expected));
    }
  },
);

test('freshness is looked up only if it is selected, in one statement for all tables', async () => {
  const numbers = 'rows { values { retention_day_1 revenue_mrr } }';
  await server.ask(table(RANGE, `${numbers} meta { asOf }`));
  expect(watch.statements).toHaveLength(1);
  await server.ask(table(RANGE, `${numbers} ${FRESH}`));
  expect(watch.statements).toHaveLength(3);
  await server.ask(
    `query ($no: Boolean = false) { metrics(${RANGE}) { ${numbers} meta { freshness @include(if: $no) { table } } } }`,
  );
  expect(watch.statements).toHaveLength(4);
});

test('freshness is looked up beside the numbers, not after them', async () => {
  let found: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => (found = resolve));
  watch.before = ({ text }) => (/select max/.test(text) ? found() : isAsked);
  const { data } = await server.ask(table(RANGE, `rows { values { tasks } } ${FRESH}`));
  expect(data!['metrics'].rows).toEqual([{ values: { tasks: 23 } }]);
});

test('a failure is an error of that field alone', async () => {
  const error = gatewayError('QUERY_TIMEOUT', { timeoutMs: 30_000, waited: false });
  watch.before = ({ text }) => {
    if (/select max/.test(text)) throw error;
  };
  const { data, errors } = await server.ask(
    table(RANGE, `rows { values { tasks } } meta { timeZone freshness { table } }`),
  );
  expect(data!['metrics']).toEqual({
    rows: [{ values: { tasks: 23 } }],
    meta: { timeZone: 'Asia/Shanghai', freshness: null },
  });
  expect(errors).toMatchObject([{ path: ['metrics', 'meta', 'freshness'], extensions: { code: 'QUERY_TIMEOUT' } }]);
});

test('numbers and freshness may both fail, and that is one error', async () => {
  watch.before = () => {
    throw gatewayError('CANCELLED', {});
  };
  const { data, errors } = await server.ask(
    table(RANGE, `rows { values { tasks } } meta { freshness { table } warnings { code } }`),
  );
  expect(data).toEqual({ metrics: null });
  expect(errors).toMatchObject([{ path: ['metrics'], extensions: { code: 'CANCELLED' } }]);
});

test('an infinity is no instant', async () => {
  await client.query(`update trade set paid_at = '-infinity' where id = 1`);
  await client.query(`update trade set paid_at = 'infinity' where id = 24`);
  const args = (asOf: string) => `${RANGE}, select: [new_paying_users], asOf: "${asOf}"`;
  const ask = async (asOf: string) => (await server.ask(table(args(asOf), FRESH))).data!['metrics'].meta.freshness;
  expect(await ask('2026-02-01T00:00:00Z')).toEqual([{ table: 'trade', latest: null }]);
  expect(await ask('2026-04-01T00:00:00Z')).toEqual([{ table: 'trade', latest: '2026-03-15T10:00:00+08:00' }]);
});
