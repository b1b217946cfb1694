import { openProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  person:
    primaryKey: id
    time: born
    parents: { first_payment: id, last_payment: id }
    columns: { id: bigint, born: timestamptz }
  payment:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, way: text, at: TYPE }
  first_payment: { event: { first: payment, each: who } }
  last_payment: { event: { last: payment, each: who } }
dimensions:
  way: { column: way, of: payment }
  first_way: { column: way, of: first_payment }
  last_way: { column: way, of: last_payment }
metrics:
  people: { numerator: { count: person }, grain: day }
  payers: { numerator: { count_first: who, of: payment }, grain: day }
  first_payments: { numerator: { count: first_payment }, grain: day }
`;

const DDL = `
  create table person (id bigint, born timestamptz);
  create table payment (id bigint, who bigint, way text, at TYPE);
  insert into person values (1, '2026-05-01'), (2, '2026-05-01');
  insert into payment values
    (1, 1, 'undated', '-infinity'), (2, 1, 'card', '2026-05-02'), (3, 1, 'undated', 'infinity'),
    (4, 2, 'undated', '-infinity'), (5, 2, 'undated', 'infinity')`;

/** A row dated by an infinity has no date; but it came before every other row of its entity. */
test.each(['timestamptz', 'date', 'timestamp'])('a row dated by an infinity of %s is nobody’s first', async (type) => {
  const declared = type === 'timestamp' ? '{ type: timestamp, timeZone: UTC }' : type;
  const product = await openProduct(MODEL.replace('TYPE', declared), DDL.replace('TYPE', type));
  try {
    expect(await product.ask({ metrics: ['payers', 'first_payments'] })).toEqual(['→ 1 1']);
    expect(await product.ask({ metrics: ['payers'], groupBy: ['way'] })).toEqual(['card → 1']);
    expect(await product.ask({ metrics: ['people'], groupBy: ['first_way', 'last_way'] })).toEqual([
      'card|card → 1',
      'null|null → 1',
    ]);
  } finally {
    await product.close();
  }
});
