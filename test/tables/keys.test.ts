import { openProduct, registryOf, type OwnProduct } from './ownProduct';
import { GatewayError } from '../../src/errors';

const UUIDS = ['6F1C2A34-9D0E-4B57-8A61-0C2D4E6F8A9B', '00000000-0000-4000-8000-000000000001'] as const;

const MODEL = `
tables:
  tenant: { primaryKey: id, columns: { id: uuid, label: text } }
  order:
    primaryKey: [tenant_id, no]
    time: at
    parents: { tenant: tenant_id }
    columns: { tenant_id: uuid, no: integer, state: text, at: timestamptz }
  item:
    primaryKey: [tenant_id, order_no, pos]
    time: at
    parents: { order: [tenant_id, order_no] }
    columns: { tenant_id: uuid, order_no: integer, pos: integer, who: text, at: timestamptz }
  first_item: { event: { first: item, each: who } }
dimensions:
  label: { column: label, of: tenant }
  state: { column: state, of: order, empty: unknown }
  tenant: { type: id, column: id, of: tenant }
  order_no: { type: id, column: no, of: order }
  pos: { type: id, column: order_no, of: first_item }
metrics:
  items: { numerator: { count: item }, grain: day }
  tenants: { numerator: { count_distinct: tenant_id, of: item }, grain: day, overTime: recompute }
  newcomers: { numerator: { count_first: who, of: item }, grain: day }
  firsts: { numerator: { count: first_item }, grain: day }
`;

const DDL = `
  create table tenant (id uuid, label text);
  create table "order" (tenant_id uuid, no int, state text, at timestamptz);
  create table item (tenant_id uuid, order_no int, pos int, who text, at timestamptz);
  insert into tenant values ('${UUIDS[0]}', 'Acme'), ('${UUIDS[1]}', 'Zeta');
  insert into "order" values ('${UUIDS[0]}', 1, 'paid', now()), ('${UUIDS[1]}', 1, 'open', now()), ('${UUIDS[1]}', 10, 'paid', now());
  insert into item values
    ('${UUIDS[0]}', 1, 2, 'a', '2026-05-01'), ('${UUIDS[0]}', 1, 1, 'a', '2026-05-01'), ('${UUIDS[1]}', 1, 1, 'b', '2026-05-02'),
    ('${UUIDS[1]}', 10, 1, 'a', '2026-05-01'), ('${UUIDS[0]}', 10, 1, 'c', '2026-05-03'), (null, 1, 1, 'c', '2026-05-04')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test('a parent is joined by all columns of its key, and is null if one of them is null', async () => {
  expect(await product.ask({ metrics: ['items'], groupBy: ['state'] })).toEqual([
    'open → 1',
    'paid → 3',
    'unknown → 2',
  ]);
});

test('a join over two hops goes through the parent, or directly if the child has the key', async () => {
  expect(await product.ask({ metrics: ['items', 'tenants'], groupBy: ['label'] })).toEqual([
    'Acme → 2 1',
    'Zeta → 2 1',
    'null → 2 1',
  ]);
});

test('a key column is read from the child, also without a parent', async () => {
  expect(await product.ask({ metrics: ['items'], groupBy: ['order_no'] })).toEqual(['1 → 4', '10 → 2']);
  expect(await product.ask({ metrics: ['items'], groupBy: ['tenant'] })).toEqual([
    `${UUIDS[1]} → 2`,
    `${UUIDS[0].toLowerCase()} → 3`,
    'null → 1',
  ]);
});

test('between rows of the same moment the key decides, column by column', async () => {
  // For "a", order 10 is the first: its tenant comes before the other one.
  expect(await product.ask({ metrics: ['firsts'], groupBy: ['pos'] })).toEqual(['1 → 1', '10 → 2']);
  expect(await product.ask({ metrics: ['newcomers'], groupBy: ['order_no'] })).toEqual(['1 → 1', '10 → 2']);
});

test('uuids are compared as uuids, and other text is rejected', async () => {
  expect(await product.ask({ metrics: ['items'], where: { tenant: { eq: UUIDS[0] } } })).toEqual(['→ 3']);
  expect(
    await product.ask({ metrics: ['items'], where: { tenant: { notIn: [UUIDS[0].toLowerCase(), UUIDS[1]] } } }),
  ).toEqual(['→ 1']);
  const refused = product.ask({ metrics: ['items'], where: { tenant: { in: [UUIDS[0], '42'] } } });
  await expect(refused).rejects.toMatchObject({
    code: 'BAD_FILTER',
    message: expect.stringContaining('"42" is no tenant') as string,
  });
  await expect(refused).rejects.toBeInstanceOf(GatewayError);
});

test('count_returning needs a key of one column', () => {
  const returning = MODEL.replace(
    'count_distinct: tenant_id, of: item }',
    'count_returning: order_no, of: item, lag: 1, within: [item] }',
  );
  expect(() => registryOf(returning)).toThrow(
    '"order_no" alone does not identify a row of "item", whose key has 3 columns',
  );
});
