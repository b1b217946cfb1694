import { openProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  web: { primaryKey: id, columns: { id: bigint, made: { type: timestamptz, name: t }, paid: { type: timestamptz, name: t } } }
  till: { primaryKey: id, columns: { id: bigint, made: timestamptz, paid: timestamptz } }
  sale:
    union: [web, till]
    primaryKey: id
    columns: { id: bigint, made: { type: timestamptz, name: t }, paid: { type: timestamptz, name: t } }
  first_paid: { event: { first: sale, each: id, at: paid } }
metrics:
  made: { numerator: { count: sale, at: made }, grain: day }
  paid: { numerator: { count: sale, at: paid }, grain: day }
  first: { numerator: { count: first_paid, at: paid }, grain: day }
`;

const DDL = `
  create table web (id bigint, t timestamptz);
  create table till (id bigint, made timestamptz, paid timestamptz);
  insert into web values (1, '2026-05-01');
  insert into till values (2, '2026-05-01', '2026-05-03')`;

/**
 * Two keys of one column in a union are two columns in a table that it is made of; there the second
 * was read for both.
 */
test('columns of a union are those of its tables by their keys', async () => {
  const product = await openProduct(MODEL, DDL);
  try {
    const range = { from: '2026-05-01', to: '2026-05-04' };
    const rows = await product.ask({ metrics: ['made', 'paid', 'first'], grain: 'day', fill: false, range });
    expect(rows).toEqual(['2026-05-01T00:00 → 2 1 1', '2026-05-03T00:00 → 0 1 1']);
  } finally {
    await product.close();
  }
});
