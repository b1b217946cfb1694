import type { ClickHouseClient } from '@clickhouse/client';
import { dataSource } from '../../src/database/dataSource';
import { loadClickhouseDemo } from '../../src/database/clickhouse/load';
import { clickhouseObstacle } from '../../src/database/clickhouse/mark';
import { loadDemo } from '../../src/database/demo/load';
import { clickhouseClient } from '../../src/engine/clickhouse/client';
import { parseClickhouseUrl } from '../../src/engine/clickhouse/databaseUrl';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine } from '../../src/engine/engine';
import { migrate } from '../../src/server/commands/migrate';
import { gatewayServer, type GatewayServer } from '../graphql/gatewayServer';
import { productModel } from '../registry/productModel';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

// The demo has the same numbers on ClickHouse as on PostgreSQL, to the last digit.

const STORY = { today: '2026-03-16', now: new Date('2026-03-16T15:00:00.123+08:00'), timeZone: 'Asia/Shanghai' };
const SMALL = { ...STORY, users: 400, days: 70 };

/** The metrics of the product's definition. */
const THIRTEEN = `
  revenue_mrr new_paying_users payment_conversion_rate active_users_weekly active_users_daily total_generations
  adoption_rate avg_tasks_per_user retention_day_1 retention_week_1 cost_per_user_token cost_per_user_amount
  task_error_rate user_source_channel`;

let clickhouse: FreshClickhouse;
let client: ClickHouseClient;
let engine: Engine;
let onPostgres: GatewayServer;
let onClickhouse: GatewayServer;

async function migrated(): Promise<readonly string[]> {
  const lines: string[] = [];
  await migrate(clickhouse.url, (line) => lines.push(line));
  return lines;
}

beforeAll(async () => {
  clickhouse = await freshClickhouse();
  client = clickhouseClient(parseClickhouseUrl(clickhouse.url), { sockets: 1, compressed: false });
});
afterAll(async () => {
  await onClickhouse?.close();
  await onPostgres?.close();
  await engine?.close();
  await client.close();
  await clickhouse.drop();
});

test('a table of someone else stops the migration, and nothing is made', async () => {
  await clickhouse.write('CREATE TABLE trade (id Int64) ENGINE = MergeTree ORDER BY id');
  await expect(migrated()).rejects.toThrow(/has tables of its own: it already has trade\. No table was changed/);
  expect(await clickhouse.ask('SELECT name FROM system.tables WHERE database = currentDatabase()')).toEqual([
    ['trade'],
  ]);
  await clickhouse.write('DROP TABLE trade SYNC');
  expect(await clickhouseObstacle(client)).toBe('not migrated');
});

test('migrations run once and are listed', async () => {
  const { host } = new URL(clickhouse.url);
  expect(await migrated()).toEqual([
    'Done: create user.',
    'Done: create trade.',
    'Done: create task generate log.',
    'Done: create user action log.',
    'Done: create subscription records.',
    `${host}/${clickhouse.name} is up to date.`,
  ]);
  expect(await migrated()).toEqual([`Nothing to do: ${host}/${clickhouse.name} is up to date.`]);
});

test('demo data never takes the place of other rows, and takes the place of earlier demo data', async () => {
  const row = `INSERT INTO user VALUES (7, 'own', '2020-01-01 00:00:00', NULL)`;
  await clickhouse.write(row);
  expect(await clickhouseObstacle(client)).toBe('own rows');
  await clickhouse.write('TRUNCATE TABLE user');
  await loadClickhouseDemo(client, { ...SMALL, users: 500 });
  expect(await clickhouseObstacle(client)).toBeNull();
  await clickhouse.write(row.replace('7', '70000'));
  expect(await clickhouseObstacle(client)).toBe('own rows');
  await expect(loadClickhouseDemo(client, SMALL)).rejects.toThrow();
  expect(await clickhouse.ask('SELECT id FROM user WHERE id = 70000')).toHaveLength(1);
  await clickhouse.write('DELETE FROM user WHERE id = 70000');
  const counts = await loadClickhouseDemo(client, SMALL);
  const [[users] = []] = await clickhouse.ask('SELECT toInt32(count()) FROM user');
  expect([users, await clickhouseObstacle(client)]).toEqual([counts.user, null]);
  const beside = `SELECT name FROM system.tables WHERE database = currentDatabase() AND name LIKE 'metergate_demo_%'`;
  expect(await clickhouse.ask(beside)).toEqual([]);
});

describe('the numbers', () => {
  beforeAll(async () => {
    onPostgres = await gatewayServer({ database: [] });
    const source = await dataSource({ url: onPostgres.url! }).initialize();
    await source.runMigrations();
    await loadDemo(source, SMALL);
    await source.destroy();
    engine = await openClickhouse(clickhouse.url, { connectWithinMs: 60_000 });
    // The gateway has another engine. Its own database stays empty.
    onClickhouse = await gatewayServer({ database: [], through: () => engine });
  });

  test('the registry fits the tables', async () => {
    expect(await engine.check(productModel())).toEqual([]);
  });

  const questions: readonly (readonly [string, string, string?, string?])[] = [
    ['by day', 'grain: DAY'],
    ['by channel', 'groupBy: [utm_source]'],
    ['by day and channel', 'grain: DAY, groupBy: [utm_source]'],
    ['by month', 'grain: MONTH', '2026-01-05', '2026-03-17'],
  ];

  test.each(questions)('%s', async (_, words = '', from = '2026-02-15', to = '2026-03-17') => {
    // Weekly retention has no value by day.
    const metrics = words.includes('DAY') ? THIRTEEN.replace('retention_week_1', '') : THIRTEEN;
    const query = `{
      metrics(range: { from: "${from}", to: "${to}" }, ${words}, asOf: "2026-03-16T15:00:00+08:00") {
        rows { time { date } ${words.includes('utm_source') ? 'by { utm_source }' : ''} values { ${metrics} } }
        totals { values { ${metrics} } }
      }
    }`;
    const [one, other] = [await onPostgres.ask(query), await onClickhouse.ask(query)];
    expect([one.errors, other.errors]).toEqual([[], []]);
    expect(other.data).toEqual(one.data);
    expect(one.data!['metrics'].rows.length).toBeGreaterThan(2);
  });

  test('no answer was INTERNAL', () => {
    expect([onPostgres.internal, onClickhouse.internal]).toEqual([[], []]);
  });
});
