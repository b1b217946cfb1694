import { isDeepStrictEqual } from 'node:util';
import { Client } from 'pg';
import type { Answer } from '../../src/answer/answer';
import { answerQuery } from '../../src/answer/answerQuery';
import { ask, beginAsking } from '../../src/answer/ask';
import { connect, type Gateway } from '../../src/answer/gateway';
import { servicesOf, type Services } from '../../src/answer/services';
import { forItself } from '../../src/engine/asker';
import { openPostgres } from '../../src/engine/postgres/open';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricQuery } from '../../src/query/query';
import type { MetricRequest } from '../../src/query/request';
import { EVERYTHING, type Policy } from '../../src/policy/policy';
import { freshDatabase, type FreshDatabase } from '../postgres/freshDatabase';
import { registryOf } from '../tables/ownProduct';
import { MODEL } from './model';
import { numbers } from './numbers';

/**
 * Random writes and questions: a kept answer is used only if a new one would be the same. Each run
 * prints its seed, and KEPT_SEED repeats it.
 */
const SEED = Number(process.env['KEPT_SEED'] ?? Math.floor(Math.random() * 1e9));
const STEPS = Number(process.env['KEPT_STEPS'] ?? 400);
const START = Date.parse('2026-03-10T09:30:00Z');
const [SECOND, HOUR, DAY] = [1_000, 3_600_000, 86_400_000];

let database: FreshDatabase;
let writer: Client;
let late: Client;
let gateway: Gateway;
let services: Services;
beforeAll(async () => {
  database = await freshDatabase();
  [writer, late] = [await connected(), await connected()];
  await writer.query(`
    CREATE TABLE orders (id bigserial PRIMARY KEY, person bigint, shop text, amount numeric, at timestamptz NOT NULL);
    CREATE INDEX ON orders (at);
    CREATE TABLE plans (id bigserial PRIMARY KEY, person bigint, name text, starts timestamptz, ends timestamptz);
    CREATE VIEW open_orders AS SELECT * FROM orders WHERE amount > 0;
    CREATE VIEW recent_orders AS SELECT * FROM orders WHERE at > now() - interval '1 day';
    INSERT INTO orders (person, shop, amount, at)
      SELECT i % 7, 'shop ' || i % 3, i, '2026-03-01T00:00Z'::timestamptz + i * interval '47 min' FROM generate_series(1, 200) i;
    INSERT INTO plans (person, name, starts, ends)
      SELECT i, 'plan ' || i % 2, '2026-03-01T00:00Z'::timestamptz + i * interval '9 h', NULL FROM generate_series(1, 7) i;
    CREATE TABLE people (id bigint PRIMARY KEY);
    INSERT INTO people SELECT generate_series(0, 8)`);
  const registry = registryOf(MODEL);
  gateway = await connect(registry, await openPostgres(database.url));
  services = servicesOf(gateway);
});
afterAll(async () => {
  await gateway.engine.close();
  await Promise.all([writer.end(), late.end()]);
  await database.drop();
});

async function connected(): Promise<Client> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  return client;
}

const BY_DAY: MetricRequest = {
  metrics: ['order_count'],
  range: { last: 7, unit: 'day', includeCurrent: true },
  grain: 'day',
};
const REQUESTS: readonly MetricRequest[] = [
  BY_DAY,
  { ...BY_DAY, totals: true, compare: { previousPeriod: true } },
  { ...BY_DAY, metrics: ['revenue', 'buyers'], groupBy: ['shop'], overall: true },
  { ...BY_DAY, grain: 'hour', range: { last: 2, unit: 'day', includeCurrent: true } },
  { ...BY_DAY, range: { last: 3, unit: 'day' } },
  { ...BY_DAY, metrics: ['buyers_3_days', 'new_buyers', 'plans_open', 'came_back'] },
  { ...BY_DAY, groupBy: ['plan'] },
  { ...BY_DAY, metrics: ['count_of_view'] },
  { ...BY_DAY, range: { from: '2026-03-01', to: '2026-04-01' }, grain: 'week', totals: true },
];
/** Never kept. */
const OTHERS: readonly MetricRequest[] = [
  { ...BY_DAY, metrics: ['count_recent'] },
  { ...BY_DAY, metrics: ['count_by_sql'] },
];

const ONE_SHOP: Policy = {
  ...EVERYTHING,
  rows: { kind: 'in', at: { table: 'orders', column: 'shop', form: null }, values: ['shop 1'] },
  public: ['plans', 'shopper', 'last_plan', 'orders_of_view', 'orders_recent', 'orders_by_sql'],
};

async function asked(query: MetricQuery): Promise<Answer> {
  const asker = forItself(60_000);
  const { answer } = await ask(beginAsking(gateway, services, asker, { maxAgeMs: 0 }), {
    query,
    entity: null,
    needsNumbers: true,
  });
  return answer!;
}

/** The parts of an answer that do not say when it was computed. */
function lasting({ meta: { timeZone, range, registryVersion, warnings }, ...answer }: Answer): unknown {
  return { ...answer, meta: { timeZone, range, registryVersion, warnings } };
}

test('with random writes, late commits, new definitions and time, every answer is a new one', async () => {
  process.stdout.write(`KEPT_SEED=${SEED}\n`);
  const random = numbers(SEED);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  let now = START;
  let isLate = false;
  const insert = (at: number) =>
    `INSERT INTO orders (person, shop, amount, at) VALUES (${Math.floor(random() * 9)}, 'shop ${Math.floor(random() * 3)}', ${Math.floor(random() * 50)}, '${new Date(at).toISOString()}')`;
  const check = async (request: MetricRequest, policy: Policy) => {
    const query = checkQuery(gateway.registry, request, now, policy);
    const found = await asked(query);
    const fresh = await answerQuery(gateway, query, forItself(60_000));
    if (!isDeepStrictEqual(lasting(found), lasting(fresh))) {
      throw new Error(`now ${new Date(now).toISOString()} ${JSON.stringify({ request, found, fresh })}`);
    }
    return found.meta.cache.status;
  };
  const met = new Map<string, number>();
  for (let step = 0; step < STEPS; step++) {
    const drawn = random();
    const near = now + pick([-30 * DAY, -7 * DAY, -DAY, -HOUR, -SECOND, 0, 1, SECOND, HOUR, DAY]);
    if (drawn < 0.05) await writer.query(insert(near));
    else if (drawn < 0.08) {
      // Two commits of one session, and a question between and after them.
      await writer.query(insert(near));
      await check(pick(REQUESTS), EVERYTHING);
      await writer.query(insert(near));
    } else if (drawn < 0.11 && !isLate) {
      isLate = true;
      await late.query(`BEGIN; ${insert(near)}`);
    } else if (drawn < 0.15 && isLate) {
      isLate = false;
      await late.query(pick(['COMMIT', 'COMMIT', 'ROLLBACK']));
    } else if (drawn < 0.17) {
      await writer.query(
        pick([
          `CREATE OR REPLACE VIEW open_orders AS SELECT * FROM orders WHERE amount > ${Math.floor(random() * 9)}`,
          'DELETE FROM orders WHERE id = (SELECT max(id) FROM orders)',
          `UPDATE plans SET ends = '${new Date(near).toISOString()}' WHERE person = ${Math.floor(random() * 8)}`,
          `INSERT INTO plans (person, name, starts) VALUES (1, 'plan 3', '${new Date(near).toISOString()}')`,
        ]),
      );
    } else if (drawn < 0.4) now += pick([0, 1, 2, SECOND, 30 * SECOND, 5 * 60 * SECOND, HOUR, 9 * HOUR, DAY]);
    const status = await check(
      pick(random() < 0.9 ? REQUESTS.slice(0, 1 + (step % REQUESTS.length)) : OTHERS),
      pick([EVERYTHING, EVERYTHING, ONE_SHOP]),
    );
    met.set(status, (met.get(status) ?? 0) + 1);
  }
  if (isLate) await late.query('COMMIT');
  process.stdout.write(`${JSON.stringify(Object.fromEntries(met))}\n`);
  expect(met.get('MISS')).toBeGreaterThan(0);
}, 300_000);

test('a question of a quiet database is answered without its statement, and says so', async () => {
  const now = START + 60 * DAY;
  await writer.query(`DELETE FROM orders WHERE at > '2026-05-01'`);
  const question = (at: number) => checkQuery(gateway.registry, BY_DAY, at);
  // Other test files write to the same server, and every commit counts.
  for (let turn = 0; ; turn++) {
    await asked(question(now));
    const { meta } = await asked(question(now + 5 * SECOND));
    if (meta.cache.status !== 'HIT') continue;
    expect(meta).toMatchObject({ asOf: now, elapsedMs: 0, cache: { status: 'HIT', reason: null, maxAgeMs: 0 } });
    break;
  }
});

test('definitions that read more than tables are never kept', async () => {
  for (const request of OTHERS) {
    const query = checkQuery(gateway.registry, request, START);
    const statuses = [];
    for (let turn = 0; turn < 4; turn++) statuses.push((await asked(query)).meta.cache.status);
    expect(statuses).not.toContain('HIT');
  }
});
