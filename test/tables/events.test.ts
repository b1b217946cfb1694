import { openProduct, type OwnProduct } from './ownProduct';

const MODEL = `
tables:
  person:
    primaryKey: id
    time: born
    parents: { first_payment: id, second_payment: id, last_plan: id }
    columns: { id: bigint, born: timestamptz }
  payment:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, way: text, ok: boolean, at: timestamptz }
  plan:
    primaryKey: code
    parents: { person: who }
    columns: { code: text, who: bigint, tier: text, since: timestamptz }
  first_payment: { event: { first: payment, each: who, filters: [{ ok: true }] } }
  second_payment: { event: { first: payment, each: who, nth: 2, filters: [{ ok: true }] } }
  last_plan: { event: { last: plan, each: who, at: since } }
dimensions:
  first_way: { column: way, of: first_payment }
  second_way: { column: way, of: second_payment, empty: none }
  tier: { column: tier, of: last_plan }
  person: { type: id, column: id, of: person }
metrics:
  people: { numerator: { count: person }, grain: day }
  payments: { numerator: { count: payment }, grain: day }
  first_payments: { numerator: { count: first_payment }, grain: day }
  came_back: { numerator: { count_returning: id, of: person, lag: 1, within: [payment] }, grain: day }
`;

const DDL = `
  create table person (id bigint primary key, born timestamptz);
  create table payment (id bigint primary key, who bigint, way text, ok boolean, at timestamptz);
  create table plan (code text primary key, who bigint, tier text, since timestamptz);
  insert into person values (1, '2026-05-01'), (2, '2026-05-01'), (3, '2026-05-02'), (4, '2026-05-03');
  insert into payment values
    (10, 1, 'card', true, '2026-05-02 09:00Z'), (9, 1, 'cash', true, '2026-05-02 09:00Z'),
    (11, 1, 'bank', true, '2026-05-04'), (1, 1, 'lost', false, '2026-05-01'),
    (12, 2, 'card', true, '2026-05-03'), (13, 3, 'bank', null, '2026-05-03'),
    (14, null, 'card', true, '2026-05-02'), (15, 4, 'card', true, null), (16, 4, 'cash', true, '2026-07-01');
  insert into plan values
    ('B', 1, 'gold', '2026-05-01'), ('a', 1, 'silver', '2026-05-01'), ('c', 2, 'gold', '2026-05-01'),
    ('d', 2, 'basic', '2026-05-20'), ('e', 3, 'gold', null), ('f', 4, 'gold', '2026-07-01')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test('the first passing row of each key wins by time, then primary key; rows without key or date, or later, do not count', async () => {
  expect(await product.ask({ metrics: ['people'], groupBy: ['person', 'first_way'] })).toEqual([
    '1|cash → 1',
    '2|card → 1',
    '3|null → 1',
    '4|null → 1',
  ]);
});

test('the n-th row is null if there are fewer', async () => {
  expect(await product.ask({ metrics: ['people'], groupBy: ['person', 'second_way'] })).toEqual([
    '1|card → 1',
    '2|none → 1',
    '3|none → 1',
    '4|none → 1',
  ]);
});

test('the last row wins; equal times are ordered by key, by code point in every database', async () => {
  expect(await product.ask({ metrics: ['people'], groupBy: ['person', 'tier'] })).toEqual([
    '1|silver → 1',
    '2|basic → 1',
    '3|null → 1',
    '4|null → 1',
  ]);
});

test('events use only rows before asOf', async () => {
  const asked = { metrics: ['people'], groupBy: ['person', 'tier', 'first_way'] };
  expect(await product.ask({ ...asked, asOf: Date.parse('2026-05-02T09:00Z') })).toEqual([
    '1|silver|cash → 1',
    '2|gold|null → 1',
    '3|null|null → 1',
  ]);
  expect(await product.ask({ ...asked, asOf: Date.parse('2026-05-02T08:59:59.999Z') })).toContain('1|silver|null → 1');
  const compared = await product.answer({
    metrics: ['people'],
    groupBy: ['tier'],
    range: { from: '2026-06-01', to: '2026-07-01' },
    compare: { shift: 1, unit: 'month' },
  });
  expect(compared.rows.map(({ by, cells }) => `${by['tier']} ${cells['people']!.previous}`)).toEqual([
    'basic 1',
    'silver 1',
    'null 2',
  ]);
});

test("a child reads its parent's event through two joins, and filters by it", async () => {
  expect(await product.ask({ metrics: ['payments'], groupBy: ['tier', 'first_way'] })).toEqual([
    'basic|card → 1',
    'silver|cash → 4',
    'null|null → 2',
  ]);
  expect(await product.ask({ metrics: ['payments'], where: { first_way: { eq: 'cash' } } })).toEqual(['→ 4']);
  expect(await product.ask({ metrics: ['payments'], where: { not: { first_way: { eq: 'cash' } } } })).toEqual(['→ 3']);
});

test('an event is a table: its rows are counted, at their own dates', async () => {
  expect(await product.ask({ metrics: ['first_payments'], grain: 'day', groupBy: ['first_way'], fill: false })).toEqual(
    ['2026-05-02T00:00|cash → 1', '2026-05-03T00:00|card → 1'],
  );
});

test('a returning entity has events too', async () => {
  expect(await product.ask({ metrics: ['came_back'], groupBy: ['first_way', 'tier'] })).toEqual([
    'cash|silver → 1',
    'null|null → 1',
  ]);
});
