import { dimensionValues } from '../../src/answer/dimensionValues';
import { forItself } from '../../src/engine/asker';
import { checkValuesQuery } from '../../src/query/valuesQuery';
import { openProduct, type OwnProduct } from './ownProduct';

// The examples of docs/meaning.md#numbers-and-bins.

const MODEL = `
tables:
  payment:
    primaryKey: id
    time: at
    columns: { id: bigint, amount: numeric, at: timestamptz }
dimensions:
  amount: { type: number, column: amount, of: payment }
  size: { type: number, column: amount, of: payment, bins: [0, 10, 50], values: { '≥ 50': { en: Large, zh: 大额 } } }
  ten: { type: number, column: amount, of: payment, bins: { width: 10 } }
metrics:
  payments: { numerator: { count: payment }, grain: day }
  large: { label: { en: L, zh: 大 }, group: all, metric: payments, filters: [{ size: { gte: 50.0 } }] }
`;

const DDL = `
  create table payment (id bigint, amount numeric, at timestamptz default '2026-05-05');
  insert into payment values (1, 0), (2, 9.99), (3, 10), (4, 50), (5, -0.5), (6, null), (7, 'NaN'), (8, 'Infinity'), (9, 10.00)`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

test('each number is a group, however it is stored, and what is no number is null', async () => {
  expect(await product.ask({ metrics: ['payments'], groupBy: ['amount'] })).toEqual(
    ['-0.5 → 1', '0 → 1', '9.99 → 1', '10 → 2', '50 → 1', 'null → 3'], //
  );
});

test('bins come in the order of their numbers', async () => {
  expect(await product.ask({ metrics: ['payments', 'large'], groupBy: ['size'] })).toEqual(
    ['< 0 → 1 0', '0 – 10 → 2 0', '10 – 50 → 2 0', '≥ 50 → 1 1', 'null → 3 0'], //
  );
  expect(await product.ask({ metrics: ['payments'], groupBy: ['ten'] })).toEqual(
    ['-10 – 0 → 1', '0 – 10 → 2', '10 – 20 → 2', '50 – 60 → 1', 'null → 3'], //
  );
});

test('the others are those of the bins that are not in the top', async () => {
  const top = { n: 1, by: 'payments', others: true };
  const { rows } = await product.answer({ metrics: ['payments'], groupBy: ['ten'], top });
  expect(rows.map(({ by, others, cells }) => [by['ten'], others, cells['payments']!.decimal])).toEqual([
    [null, false, '3'],
    [null, true, '6'],
  ]);
});

test.each([
  [{ gte: 0, lt: 10 }, '2'],
  [{ ne: 10 }, '7'],
  [{ eq: '1e1' }, '2'],
  [{ in: ['10.0', 50] }, '3'],
  [{ notIn: [10, '50'] }, '6'],
  [{ gt: 10 }, '1'],
  [{ lte: -0.5 }, '1'],
  [{ isNull: true }, '3'],
  [{ in: [] }, '0'],
])('a filter compares the number and not the bin: %j', async (condition, expected) => {
  for (const dimension of ['amount', 'size', 'ten']) {
    expect(await product.ask({ metrics: ['payments'], where: { [dimension]: condition } })).toEqual([`→ ${expected}`]);
  }
});

test.each([
  [{ eq: '0 – 10' }, 'a decimal number is expected'],
  [{ eq: '1'.repeat(25) }, 'a decimal number is expected'],
  [{ contains: '1' }, 'numbers have no parts to look for'],
  [{ atLeast: 1 }, 'there is no such condition'],
])('a filter of numbers refuses %j', async (condition, problem) => {
  await expect(product.ask({ metrics: ['payments'], where: { size: condition } })).rejects.toThrow(problem);
});

test('values are searched by the text of their bins and by their labels', async () => {
  const found = (key: string, search: string | null) => {
    const dimension = product.gateway.registry.dimensions.get(key)!;
    const query = checkValuesQuery(product.gateway.registry, dimension, { search, limit: 10 });
    return dimensionValues(product.gateway, query, forItself(60_000));
  };
  expect(await found('size', null)).toEqual(['< 0', '0 – 10', '10 – 50', '≥ 50', null]);
  expect(await found('size', '50')).toEqual(['10 – 50', '≥ 50']);
  expect(await found('size', 'large')).toEqual(['≥ 50']);
  expect(await found('ten', '– 20')).toEqual(['10 – 20']);
  expect(await found('amount', '.')).toEqual(['-0.5', '9.99']);
});
