import { openProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  web: { primaryKey: id, columns: { id: bigint, kind: text, at: timestamptz } }
  till: { primaryKey: id, columns: { id: bigint, kind: text, at: timestamptz } }
  sale: { union: [web, till], primaryKey: id, time: at, columns: { id: bigint, kind: text, at: timestamptz } }
dimensions:
  kind: { column: kind, of: sale }
metrics:
  back: { numerator: { count_returning: id, of: sale, lag: 1, within: [sale] }, grain: day }
`;

const DDL = `
  create table web (id bigint, kind text, at timestamptz);
  create table till (id bigint, kind text, at timestamptz);
  insert into web values (1, 'a', '2026-05-01'), (1, 'b', '2026-05-02'), (2, 'b', '2026-05-01');
  insert into till values (1, 'b', '2026-05-01'), (1, 'c', '2026-05-01'), (2, 'b', '2026-05-02')`;

/**
 * Only the author of a union can know that its key is one. So an entity returns once in the total,
 * and once among the others, in however many groups it is.
 */
test('a return counts an entity once, though the key of a union repeats', async () => {
  const product = await openProduct(MODEL, DDL);
  try {
    const totalBy = async (groupBy: string[]) => {
      const { totals } = await product.answer({ metrics: ['back'], groupBy, totals: true });
      return totals!.cells['back']!.decimal;
    };
    expect([await totalBy([]), await totalBy(['kind'])]).toEqual(['2', '2']);
    const asked = { metrics: ['back'], groupBy: ['kind'] };
    expect(await product.ask(asked)).toEqual(['a → 1', 'b → 2', 'c → 1']);
    expect(await product.ask({ ...asked, top: { n: 1, by: 'back', others: true } })).toEqual(['b → 2', 'null → 1']);
  } finally {
    await product.close();
  }
});
