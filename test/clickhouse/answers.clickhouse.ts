import { answerQuery } from '../../src/answer/answerQuery';
import { connect, type Gateway } from '../../src/answer/gateway';
import { openClickhouse } from '../../src/engine/clickhouse/open';
import type { Engine } from '../../src/engine/engine';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { NOW, openProduct, type OwnProduct } from '../tables/ownProduct';
import { freshClickhouse, type FreshClickhouse } from './server/freshDatabase';

// The same registry, plan and readings answer on ClickHouse and on PostgreSQL, for the same rows.

const MODEL = `
tables:
  visit:
    primaryKey: id
    time: at
    columns: { id: bigint, person: bigint, country: text, at: timestamptz }
dimensions:
  country: { column: country, of: visit, empty: Unknown }
metrics:
  visits: { numerator: { count: visit }, grain: day }
  visitors: { numerator: { count_distinct: person, of: visit }, grain: day }
`;

type Visit = readonly [id: number, person: number | null, country: string | null, at: string];

const VISITS: readonly Visit[] = [
  [1, 1, 'DE', '2026-05-01 00:00:00'],
  [2, 1, 'FR', '2026-05-01 23:59:59.999999'],
  [3, 1, 'DE', '2026-05-02 08:00:00'],
  [4, 2, null, '2026-05-02 09:00:00'],
  [5, 2, '', '2026-05-02 10:00:00'],
  [6, null, 'DE', '2026-05-04 10:00:00'],
  [7, 3, 'DE', '2026-05-04 11:00:00'],
  [8, 3, 'DE', '2026-06-01 00:00:00'],
  [9, 3, 'ß', '2026-05-05 00:00:00'],
];

const VALUES = VISITS.map(
  (row) => `(${row.map((one) => (one === null ? 'null' : typeof one === 'string' ? `'${one}'` : one)).join()})`,
).join();

const POSTGRES = `
  set timezone = 'UTC';
  create table visit (id bigint primary key, person bigint, country text, at timestamptz);
  insert into visit values ${VALUES}`;

const CLICKHOUSE = [
  `create table visit (id Int64, person Nullable(Int64), country Nullable(String), at DateTime64(6, 'UTC'))
   engine = MergeTree order by at`,
  `insert into visit values ${VALUES}`,
];

let postgres: OwnProduct;
let database: FreshClickhouse;
let engine: Engine;
let clickhouse: Gateway;

beforeAll(async () => {
  postgres = await openProduct(MODEL, POSTGRES);
  database = await freshClickhouse();
  await database.write(...CLICKHOUSE);
  engine = await openClickhouse(database.url, { connectWithinMs: 100_000 });
  expect(await engine.check(postgres.gateway.registry)).toEqual([]);
  clickhouse = await connect(postgres.gateway.registry, engine);
});
afterAll(async () => {
  await engine.close();
  await database.drop();
  await postgres.close();
});

const range = { from: '2026-05-01', to: '2026-06-01' };

const QUESTIONS: readonly (readonly [string, Omit<MetricRequest, 'range'>])[] = [
  ['a count by day', { metrics: ['visits'], grain: 'day' }],
  ['a count by day and country', { metrics: ['visits'], grain: 'day', groupBy: ['country'] }],
  ['different people by day', { metrics: ['visitors'], grain: 'day' }],
  ['different people by day and country', { metrics: ['visitors'], grain: 'day', groupBy: ['country'] }],
  ['different people of the range', { metrics: ['visitors'] }],
  [
    'both by month and country, in one statement',
    { metrics: ['visits', 'visitors'], grain: 'month', groupBy: ['country'] },
  ],
  [
    'both with totals, overall and a row count',
    {
      metrics: ['visits', 'visitors'],
      grain: 'day',
      groupBy: ['country'],
      totals: true,
      overall: true,
      rowCount: true,
    },
  ],
  ['every day, rows or not', { metrics: ['visits', 'visitors'], grain: 'day', groupBy: ['country'], fill: true }],
  [
    'filters and conditions on numbers',
    {
      metrics: ['visits'],
      grain: 'day',
      groupBy: ['country'],
      where: { country: { in: ['DE', 'Unknown'] } },
      having: { visits: { gte: '2' } },
    },
  ],
];

test.each(QUESTIONS)('%s', async (_, request) => {
  const { registry } = postgres.gateway;
  const query = checkQuery(registry, { range, ...request }, NOW);
  const run = jest.spyOn(engine, 'run');
  const answer = await answerQuery(clickhouse, query);
  expect(run).toHaveBeenCalledTimes(1);
  run.mockRestore();
  expect(answer.rows.length).toBeGreaterThan(0);
  const expected = await answerQuery(postgres.gateway, query);
  expect(answer).toEqual({ ...expected, meta: { ...expected.meta, elapsedMs: answer.meta.elapsedMs } });
});
