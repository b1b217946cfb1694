import { ask, beginAsking } from '../../src/answer/ask';
import { beginBeside } from '../../src/answer/beside';
import { KeyChecks } from '../../src/answer/keyChecks';
import { connect } from '../../src/answer/gateway';
import { servicesOf, type Services } from '../../src/answer/services';
import { warningText } from '../../src/answer/warningWords';
import { forItself } from '../../src/engine/asker';
import { gatewayError } from '../../src/errors';
import { checkQuery } from '../../src/query/checkQuery';
import type { MetricRequest } from '../../src/query/request';
import { until } from '../eventually';
import { watched } from '../graphql/watchedEngine';
import { NOW, openProduct, type OwnProduct } from '../tables/ownProduct';

/**
 * Two rows of a parent with the same key double the rows of their children, in rows and totals. No
 * answer said so, and `check` was content.
 */
const MODEL = `
tables:
  shop: { primaryKey: code, columns: { code: text, city: text } }
  visitor: { primaryKey: [shop, number], columns: { shop: text, number: bigint, kind: text }, parents: { shop: shop } }
  hit:
    primaryKey: id
    time: at
    columns: { id: bigint, shop: text, number: bigint, at: timestamptz }
    parents: { shop: shop, visitor: [shop, number] }
dimensions:
  city: { column: city, of: shop }
  kind: { column: kind, of: visitor }
  shop: { column: code, of: shop }
metrics:
  hits: { numerator: { count: hit }, grain: day }
`;

const DDL = `
  create table shop (code text, city text);
  create table visitor (shop text, number bigint, kind text);
  create table hit (id bigint primary key, shop text, number bigint, at timestamptz);
  insert into shop values ('a', 'Bonn'), ('b', 'Kiel');
  insert into visitor values ('a', 1, 'new'), ('a', 2, 'old'), (null, 3, 'none'), (null, 3, 'none');
  insert into hit values (1, 'a', 1, '2026-05-01'), (2, 'a', 2, '2026-05-02'), (3, 'b', 1, '2026-05-02')`;

let product: OwnProduct;
let services: Services;
beforeEach(async () => {
  product = await openProduct(MODEL, DDL);
  services = servicesOf(product.gateway);
});
afterEach(() => product.close());

async function warnings(request: Omit<MetricRequest, 'range' | 'metrics'>): Promise<string[]> {
  const range = { from: '2026-05-01', to: '2026-06-01' };
  const query = checkQuery(product.gateway.registry, { range, metrics: ['hits'], ...request }, NOW);
  const asking = beginAsking(product.gateway, services, forItself(30_000));
  const beside = beginBeside(asking, query, { freshness: false, warnings: true });
  const { meta } = await ask(asking, { query, entity: null, needsNumbers: true });
  const found = await beside.warnings!(meta);
  return found
    .filter(({ code }) => code === 'KEY_NOT_PROVEN')
    .map((warning) => warningText(warning, product.gateway.registry, null));
}

const DOUBLE = 'Several rows of "shop" have the same key (code). Rows that belong to such a row count more than once.';

test('the rows of a double parent count twice, with a warning', async () => {
  await product.execute(`insert into shop values ('a', 'Bonn')`);
  expect(await product.ask({ metrics: ['hits'], groupBy: ['city'] })).toEqual(['Bonn → 4', 'Kiel → 1']);
  expect(await warnings({ groupBy: ['city'] })).toEqual([DOUBLE]);
  expect(await warnings({ where: { city: { eq: 'Kiel' } } })).toEqual([DOUBLE]);
});

test('an answer that does not pass through the parent has no warning', async () => {
  await product.execute(`insert into shop values ('a', 'Bonn')`);
  expect(await warnings({})).toEqual([]);
  // The key of the parent is read from the row itself.
  expect(await warnings({ groupBy: ['shop'] })).toEqual([]);
  expect(await warnings({ groupBy: ['kind'] })).toEqual([]);
});

test('a key that a count finds unique needs no index; nulls refer to no row', async () => {
  expect(await warnings({ groupBy: ['city', 'kind'] })).toEqual([]);
});

test('a count is repeated after its table has changed', async () => {
  let now = 0;
  services = { ...services, keys: new KeyChecks(product.gateway, () => now) };
  expect(await warnings({ groupBy: ['city'] })).toEqual([]);
  await product.execute(`insert into shop values ('a', 'Bonn')`);
  expect(await warnings({ groupBy: ['city'] })).toEqual([]);
  now = 1e9;
  // PostgreSQL reports a change some time after the commit.
  await until(async () => {
    now *= 2;
    return (await warnings({ groupBy: ['city'] })).length === 1;
  });
  await product.execute('truncate shop');
  now *= 2;
  expect(await warnings({ groupBy: ['city'] })).toEqual([]);
});

test('a count that takes too long leaves the key unproven, and is not tried again', async () => {
  const watch = watched();
  let isSlow = true;
  watch.before = ({ text }, { deadline: { milliseconds } }) => {
    if (isSlow && /having count/.test(text))
      throw gatewayError('QUERY_TIMEOUT', { timeoutMs: milliseconds, waited: false });
  };
  services = {
    ...services,
    keys: new KeyChecks({ ...product.gateway, engine: watch.through(product.gateway.engine) }),
  };
  const unknown = [
    'Several rows of "shop" may have the same key (code): no unique index proves it unique, and counting failed. ' +
      'The query took longer than 5000 ms and was stopped. Rows that belong to such a row count more than once.',
  ];
  expect(await warnings({ groupBy: ['city'] })).toEqual(unknown);
  isSlow = false;
  expect(await warnings({ groupBy: ['city'] })).toEqual(unknown);
});

test('any other failure of a count may pass', async () => {
  const watch = watched();
  let isBroken = true;
  watch.before = ({ text }) => {
    if (isBroken && /having count/.test(text)) throw gatewayError('CANCELLED', {});
  };
  services = {
    ...services,
    keys: new KeyChecks({ ...product.gateway, engine: watch.through(product.gateway.engine) }),
  };
  expect(await warnings({ groupBy: ['city'] })).toHaveLength(1);
  isBroken = false;
  expect(await warnings({ groupBy: ['city'] })).toEqual([]);
});

test('a key of several columns is counted, too', async () => {
  await product.execute(`insert into visitor values ('a', 1, 'old')`);
  await product.execute(`insert into hit select 4, 'b', 9, '2026-05-03'`);
  const one = { metrics: ['hits'], groupBy: ['kind'] };
  expect(await product.ask(one)).toEqual(['new → 1', 'old → 2', 'null → 2']);
  expect(await warnings({ groupBy: ['kind'] })).toEqual([
    'Several rows of "visitor" have the same key (shop, number). Rows that belong to such a row count more than once.',
  ]);
});

test('trusted keys have no warnings', async () => {
  await product.close();
  product = await openProduct(
    MODEL.replace('shop: { primaryKey: code,', 'shop: { primaryKey: code, keys: trusted,'),
    DDL,
  );
  services = servicesOf(product.gateway);
  await product.execute(`insert into shop values ('a', 'Bonn')`);
  expect(await warnings({ groupBy: ['city'] })).toEqual([]);
});

test('an index, a primary key or a materialized view with an index proves a key', async () => {
  const isProven = async (ddl: string) => {
    await product.execute(ddl);
    return (await connect(product.gateway.registry, product.gateway.engine)).provenKeys.has('visitor');
  };
  expect(await isProven('select 1')).toBe(false);
  expect(await isProven('create index on visitor (shop, number)')).toBe(false);
  expect(await isProven('delete from visitor; create unique index on visitor (shop, kind)')).toBe(false);
  expect(await isProven('create unique index on visitor (number) where shop is not null')).toBe(false);
  expect(await isProven('create unique index on visitor (shop, abs(number))')).toBe(false);
  expect(await isProven('create unique index wide on visitor (number) include (kind)')).toBe(true);
  expect(await isProven('drop index wide; alter table visitor add unique (shop, number) deferrable')).toBe(true);
  expect(await isProven('create table one () inherits (visitor)')).toBe(false);
  expect(await isProven('drop table one; alter table visitor rename to rows; create view visitor as table rows')).toBe(
    false,
  );
  expect(
    await isProven(
      'drop view visitor; create materialized view visitor as table rows; create unique index on visitor (number)',
    ),
  ).toBe(true);
  expect(
    await isProven(`
      drop materialized view visitor;
      create table visitor (shop text, number bigint, kind text, primary key (shop, number)) partition by list (shop);
      create table visitor_a partition of visitor for values in ('a')`),
  ).toBe(true);
});
