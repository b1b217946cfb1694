import { openProduct } from '../tables/ownProduct';

const MODEL = `
tables:
  person: { primaryKey: id, columns: { id: bigint } }
  login:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, device: text, at: timestamptz }
  task:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, device: text, at: timestamptz }
dimensions:
  person: { type: id, column: id, of: person }
metrics:
  login_devices: { numerator: { count_distinct: device, of: login }, grain: day }
  task_devices: { numerator: { count_distinct: device, of: task }, grain: day }
`;

const DDL = `
  create table person (id bigint);
  create table login (id bigint, who int, device varchar, at timestamptz);
  create table task (id int, who bigint, device text, at timestamptz);
  insert into login values (1, 1, 'x', '2026-05-01'), (2, 1, 'z', '2026-05-01'), (3, 2, 'y', '2026-05-01'), (4, 3, 'y', '2026-05-01');
  insert into task select id, who, device, at from login`;

/**
 * An id is an integer in one table and a bigint in the other. The remainder for the others was
 * compared with the wider one, which is invalid SQL.
 */
test('others are computed whatever the width of their keys', async () => {
  const product = await openProduct(MODEL, DDL);
  try {
    const metrics = ['login_devices', 'task_devices'];
    expect(
      await product.ask({ metrics, groupBy: ['person'], top: { n: 1, by: 'login_devices', others: true } }),
    ).toEqual(['1 → 2 2', 'null → 1 1']);
  } finally {
    await product.close();
  }
});
