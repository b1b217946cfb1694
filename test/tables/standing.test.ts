import { FirstRows } from '../../src/answer/firstRows';
import { freshnessOf } from '../../src/answer/freshness';
import { dimensionValues } from '../../src/answer/dimensionValues';
import { firstDatesOf, noDataBefore } from '../../src/answer/noDataBefore';
import { warningText } from '../../src/answer/warningWords';
import { forItself } from '../../src/engine/asker';
import { checkQuery } from '../../src/query/checkQuery';
import { checkValuesQuery } from '../../src/query/valuesQuery';
import { NOW, openProduct, type OwnProduct } from './ownProduct';

// Rows that a table's filters drop do not exist anywhere.

const MODEL = `
tables:
  person:
    primaryKey: id
    time: born
    filters:
      - is_test: false
      - not: { state: [deleted, banned] }
    columns: { id: bigint, born: timestamptz, is_test: boolean, state: enum, town: text }
  visit:
    primaryKey: id
    time: at
    filters: [{ bot: null }]
    parents: { person: who }
    columns: { id: bigint, who: bigint, bot: text, at: timestamptz }
dimensions:
  town: { column: town, of: person, empty: nowhere }
  state: { column: state, of: person }
metrics:
  people: { numerator: { count: person }, grain: day }
  visits: { numerator: { count: visit }, grain: day }
  newcomers: { numerator: { count_first: who, of: visit }, grain: day }
  visitors: { numerator: { count_distinct: who, of: visit }, grain: day }
  came_back: { numerator: { count_returning: id, of: person, lag: 1, within: [visit] }, grain: day }
`;

const DDL = `
  create type state as enum ('here', 'deleted', 'banned');
  create table person (id bigint, born timestamptz, is_test boolean, state state, town text);
  create table visit (id bigint, who bigint, bot text, at timestamptz);
  create index on visit (who);
  insert into person values
    (1, '2026-05-01', false, 'here', 'Ur'), (2, '2026-05-01', false, null, 'Rome'), (3, '2026-05-01', true, 'here', 'Test'),
    (4, '2026-05-01', false, 'deleted', 'Gone'), (5, '2026-05-01', null, 'here', 'Unknown'), (6, '2026-06-20', true, 'here', 'Test');
  insert into visit values
    (1, 1, 'crawler', '2026-04-01'), (2, 1, null, '2026-05-02'), (3, 2, 'crawler', '2026-05-02'), (4, 3, null, '2026-05-02'),
    (5, 4, null, '2026-05-03'), (6, 1, 'crawler', '2026-06-20')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test('a row that the filters of its table drop is not counted; null passes a `not`, but is not `false`', async () => {
  expect(await product.ask({ metrics: ['people'], groupBy: ['town', 'state'] })).toEqual([
    'Rome|null → 1',
    'Ur|here → 1',
  ]);
});

test('dropped rows are no parents: their children stay, without a parent', async () => {
  expect(await product.ask({ metrics: ['visits'], groupBy: ['town', 'state'] })).toEqual([
    'Ur|here → 1',
    'nowhere|null → 2',
  ]);
  expect(await product.ask({ metrics: ['visits'], where: { state: { isNull: true } } })).toEqual(['→ 2']);
});

test('dropped rows are no first events: an earlier visit by a crawler does not count', async () => {
  expect(await product.ask({ metrics: ['newcomers', 'visitors'] })).toEqual(['→ 3 3']);
});

test('dropped rows are no returns, whether they are looked up or scanned', async () => {
  expect(await product.ask({ metrics: ['came_back'] })).toEqual(['→ 1']);
  expect(await product.ask({ metrics: ['came_back', 'visitors'], grain: 'month' })).toEqual(['2026-05-01T00:00 → 1 3']);
});

test('dropped rows count neither for freshness nor first rows nor dimension values', async () => {
  const { gateway } = product;
  const asker = forItself(30_000);
  const range = { from: '2026-03-01', to: '2026-06-01' };
  const query = checkQuery(gateway.registry, { metrics: ['people', 'visits'], range }, NOW);
  expect(await freshnessOf(gateway, query, asker)).toEqual([
    { table: 'person', latest: Date.parse('2026-05-01') },
    { table: 'visit', latest: Date.parse('2026-05-03') },
  ]);
  const firstRows = new FirstRows(gateway.registry, gateway.engine);
  const firstDates = await firstDatesOf(gateway.registry, firstRows, query, asker.deadline);
  const period = { start: Date.parse('2026-03-01'), end: Date.parse('2026-06-01') };
  const told = noDataBefore(gateway.registry, query, firstDates, { range: period, comparedTo: null });
  expect(told.map((warning) => warningText(warning, gateway.registry, null))).toEqual([
    '"people" reads person, which has no data before 2026-05-01.',
    '"visits" reads visit, which has no data before 2026-05-02.',
  ]);
  const dimension = gateway.registry.dimensions.get('town')!;
  expect(await dimensionValues(gateway, checkValuesQuery(gateway.registry, dimension, { limit: 9 }), asker)).toEqual([
    'Rome',
    'Ur',
  ]);
});
