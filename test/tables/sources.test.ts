import { openProduct, type OwnProduct } from './ownProduct';

const MODEL = `
tables:
  person:
    primaryKey: id
    filters: [{ not: { name: hidden } }]
    sql: |
      select account_id as id, max(name) as name
      from account -- one row of each
      group by account_id
    columns: { id: bigint, name: text }
  web_order:
    primaryKey: id
    time: at
    columns: { id: { type: integer, name: no }, who: integer, amount: bigint, kind: enum, at: { type: timestamp, timeZone: Asia/Tokyo } }
  shop_order:
    name: shop
    primaryKey: id
    time: at
    filters: [{ void: false }]
    columns: { id: bigint, who: bigint, amount: numeric, kind: text, at: timestamptz, void: boolean }
  anyOrder:
    union: [web_order, shop_order]
    primaryKey: id
    time: at
    filters: [{ not: { kind: gift } }]
    parents: { person: who, first_order: who }
    columns: { id: bigint, who: bigint, amount: numeric, kind: text, at: timestamptz }
  first_order: { event: { first: shop_order, each: who } }
  daily: { schema: stats, primaryKey: day, time: day_at, columns: { day: text, day_at: timestamptz, orders: bigint } }
  logged: { primaryKey: id, time: at, columns: { id: bigint, at: timestamptz } }
dimensions:
  name: { column: name, of: person, empty: none }
  kind: { column: kind, of: anyOrder }
  first_kind: { column: kind, of: first_order }
metrics:
  orders: { numerator: { count: anyOrder }, grain: hour }
  revenue: { numerator: { sum: amount, of: anyOrder }, grain: hour }
  buyers: { numerator: { count_distinct: who, of: anyOrder }, grain: day, overTime: recompute }
  newcomers: { numerator: { count_first: who, of: anyOrder }, grain: day }
  counted: { numerator: { sum: orders, of: daily }, grain: day }
  logs: { numerator: { count: logged }, grain: day }
`;

const DDL = `
  create type kind as enum ('sale', 'gift');
  create table account (account_id bigint, name text);
  create table web_order (no int, who int, amount bigint, kind kind, at timestamp);
  create table shop (id bigint, who bigint, amount numeric, kind text, at timestamptz, void boolean);
  create table logged (id bigint, at timestamptz) partition by range (at);
  create table logged_may partition of logged for values from ('2026-05-01') to ('2026-06-01');
  create table logged_else partition of logged default;
  create schema stats;
  insert into account values (1, 'Ann'), (1, 'Amy'), (2, 'Bob'), (3, 'hidden');
  insert into web_order values (1, 1, 10, 'sale', '2026-05-01 08:59'), (2, 2, 20, 'sale', '2026-05-01 09:00'), (3, 3, 30, 'gift', '2026-05-02 12:00');
  insert into shop values
    (1, 1, 0.5, 'sale', '2026-05-03', false), (2, 3, 5, 'loan', '2026-05-03', false), (3, 2, 7, 'sale', '2026-05-03', true),
    (4, null, 1, null, '2026-05-04', false);
  insert into logged values (1, '2026-05-01'), (2, '2026-05-31'), (3, '2026-06-01');
  create materialized view stats.daily as select '2026-05-01'::varchar as day, '2026-05-01'::timestamptz as day_at, 3::smallint as orders`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test('a union has the rows of all members in its declared columns, without rows that their filters drop', async () => {
  const metrics = ['orders', 'revenue', 'buyers', 'newcomers'];
  // 08:59 in Tokyo is still April in UTC.
  expect(await product.ask({ metrics, groupBy: ['kind'] })).toEqual([
    'loan → 1 5 1 1',
    'sale → 2 20.5 2 1',
    'null → 1 1 0 0',
  ]);
  expect(
    await product.ask({
      metrics,
      range: { from: '2026-04-01', to: '2026-06-01' },
      where: { kind: { in: ['sale', 'gift'] } },
    }),
  ).toEqual(['→ 3 30.5 2 2']);
});

test('a select is a table and may be a parent, end with a comment and have a filter', async () => {
  expect(await product.ask({ metrics: ['orders'], groupBy: ['name'] })).toEqual(['Ann → 1', 'Bob → 1', 'none → 2']);
});

test('a union has the events of its member tables', async () => {
  expect(await product.ask({ metrics: ['orders'], groupBy: ['first_kind'] })).toEqual([
    'loan → 1',
    'sale → 1',
    'null → 2',
  ]);
});

test('materialized views and partitioned tables are tables', async () => {
  expect(await product.ask({ metrics: ['counted', 'logs'] })).toEqual(['→ 3 2']);
});
