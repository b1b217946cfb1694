import { openProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  person:
    primaryKey: id
    parents: { first_payment: id }
    columns: { id: bigint }
  payment:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, way: text, at: timestamptz }
  first_payment: { event: { first: payment, each: who } }
dimensions:
  first_way: { column: way, of: first_payment }
metrics:
  paid_again: { numerator: { count_returning: who, of: first_payment, lag: 1, within: [payment] }, grain: day }
`;

const DDL = `
  create table person (id bigint primary key);
  create table payment (id bigint primary key, who bigint, way text, at timestamptz);
  insert into person values (1);
  insert into payment values
    (1, 1, 'card', '2026-05-01'), (2, 1, 'cash', '2026-05-02'),
    (3, 2, 'card', '2026-05-01'), (4, 2, 'cash', '2026-05-02')`;

/**
 * The cohort of an event table has its dimensions itself. Returning entities were looked up by
 * their row in the entity's table as well. So an entity without such a row was missing under a
 * filter, where no index served the search.
 */
test.each(['', '; create index on payment (who)'])(
  'a filter keeps entities without a row of their own%s',
  async (index) => {
    const product = await openProduct(MODEL, DDL + index);
    try {
      const asked = { metrics: ['paid_again'], groupBy: ['first_way'] };
      expect(await product.ask(asked)).toEqual(['card → 2']);
      const where = { first_way: { eq: 'card' } };
      expect(await product.ask({ ...asked, where })).toEqual(['card → 2']);
    } finally {
      await product.close();
    }
  },
);
