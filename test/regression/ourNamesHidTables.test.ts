import { openProduct, type OwnProduct } from '../tables/ownProduct';

// The names that a statement gives its parts hid tables of the same name. A lookup of rows in such
// a table, after the part had its name, read the computed rows.

const MODEL = `
tables:
  person: { primaryKey: id, time: born, columns: { id: bigint, born: timestamptz } }
  cells:
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, at: timestamptz }
  visit:
    name: visit_reduced_others
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, device: bigint, at: timestamptz }
  mail:
    sql: select m.id, m.who, m.at from Totals as m
    primaryKey: id
    time: at
    parents: { person: who }
    columns: { id: bigint, who: bigint, at: timestamptz }
dimensions:
  person: { type: id, column: id, of: person }
metrics:
  back_in_cells: { numerator: { count_returning: id, of: person, lag: 1, within: [cells] }, grain: week }
  back_by_visit: { numerator: { count_returning: id, of: person, lag: 1, within: [visit, mail] }, grain: week }
  devices: { numerator: { count_distinct: device, of: visit }, grain: day, overTime: recompute }
`;

const DDL = `
  create table person (id bigint, born timestamptz);
  create table cells (id bigint, who bigint, at timestamptz);
  create table totals (id bigint, who bigint, at timestamptz);
  create table visit_reduced_others (id bigint, who bigint, device bigint, at timestamptz);
  create index on cells (who);
  create index on visit_reduced_others (who);
  insert into person values (1, '2026-05-01'), (2, '2026-05-02'), (3, '2026-04-20');
  insert into cells values (1, 1, '2026-05-05'), (2, 2, '2026-05-06'), (3, 3, '2026-04-28');
  insert into totals values (1, 2, '2026-05-06');
  insert into visit_reduced_others values (1, 1, 7, '2026-05-05'), (2, 3, 7, '2026-05-20'), (3, 3, 7, '2026-04-28')`;

let product: OwnProduct;
beforeAll(async () => {
  product = await openProduct(MODEL, DDL);
});
afterAll(() => product.close());

const metrics = ['back_in_cells', 'back_by_visit'];

// By month the week of April 27 is April's; the whole range counts it: so its numbers are not those
// of the rows added up.
test('tables with the names of a statement’s parts are still read', async () => {
  const { rows, totals } = await product.answer({ metrics, grain: 'month', totals: true });
  const numbers = (cells: (typeof rows)[number]['cells']) => metrics.map((key) => cells[key]!.decimal);
  expect(rows.map(({ cells }) => numbers(cells))).toEqual([['2', '2']]);
  expect(numbers(totals!.cells)).toEqual(['3', '3']);
});

test('a table with the name of a scan’s remainder is still read', async () => {
  const { overall } = await product.answer({
    metrics: ['back_by_visit', 'devices'],
    grain: 'month',
    groupBy: ['person'],
    top: { n: 1, by: 'back_by_visit', others: true },
    overall: true,
  });
  const told = overall!.map(({ by, others, cells }) => [
    others ? 'others' : by['person'],
    cells['back_by_visit']!.decimal,
    cells['devices']!.decimal,
  ]);
  expect(told).toEqual([
    ['1', '1', '1'],
    ['others', '2', '1'],
  ]);
});
