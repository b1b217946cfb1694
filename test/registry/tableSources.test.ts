import { metricYaml, loadShop, problemsWith } from './shopModel';

/** The problems of some tables beside those of the shop, each from its table on. */
const tables = (...lines: string[]): string[] =>
  problemsWith(`tables:\n${lines.map((line) => `  ${line}\n`).join('')}`).map((line) =>
    line.replace(/^more\.yaml:\d+: tables\./, ''),
  );

const loaded = (...lines: string[]) =>
  loadShop({ 'more.yaml': `tables:\n${lines.map((line) => `  ${line}\n`).join('')}` }).tables;

test('a table declares once where its rows come from', () => {
  expect(tables('t: { name: x, sql: select 1, primaryKey: id, columns: { id: bigint } }')).toEqual([
    't: has more than one source of rows: name and sql — expected a `name` in the database, or one of sql, union, event',
  ]);
  expect(tables('t: { event: { first: orders, each: customer_id }, union: [orders, visit] }')).toEqual([
    't: has more than one source of rows: union and event — expected a `name` in the database, or one of sql, union, event',
  ]);
});

test('a select is one statement without parameters', () => {
  const select = (text: string) => tables(`t: { sql: "${text}", primaryKey: id, columns: { id: bigint } }`);
  const expected = 'one select that also works in parentheses; write `;` as chr(59) and `$` as chr(36)';
  expect(select('select 1; drop table x')).toEqual([`t.sql: contains a \`;\` — expected ${expected}`]);
  expect(select('select $1')).toEqual([`t.sql: contains a parameter such as $1 — expected ${expected}`]);
  expect(select(' ')).toEqual(['t.sql: is " " — expected text that is not empty']);
});

test('tables of a union have its columns, in types that fit', () => {
  const union = (columns: string, of = '[orders, visit]') =>
    tables(`t: { union: ${of}, primaryKey: id, columns: { ${columns} } }`);
  expect(union('id: bigint')).toEqual([]);
  expect(union('id: numeric')).toEqual([
    't.primaryKey: "id" of "t" is numeric — expected a column of ids; "t" has none',
  ]);
  expect(union('id: integer, page: text')).toEqual([
    't.columns.id: is integer, but bigint in "orders" — expected bigint here, or the same type there',
    't.columns.page: there is no column "page" in "orders" — expected one of id, customer_id, status, amount, ordered_at, shipped_at',
    't.columns.id: is integer, but bigint in "visit" — expected bigint here, or the same type there',
  ]);
  expect(union('id: bigint, shipped_at: { type: timestamp, timeZone: Asia/Tokyo }', '[orders, orders, order]')).toEqual(
    [
      't.columns.shipped_at: is timestamp, but timestamp of UTC in "orders" — expected timestamptz here, or the same type there',
      't.union[1]: "orders" is named twice — expected each table once',
      't.union[2]: there is no table "order" — expected one of t, customer, orders, visit; did you mean "orders"?',
    ].sort(),
  );
  expect(union('id: bigint', '[orders]')).toEqual(['t.union: is a list — expected at least two tables']);
});

test('an event is a row of each entity of a table', () => {
  expect(tables('t: { event: { each: customer_id } }')[0]).toContain('t.event');
  expect(tables('t: { event: { first: order, each: customer_id } }')).toEqual([
    't.event.first: there is no table "order" — expected one of t, customer, orders, visit; did you mean "orders"?',
  ]);
  expect(tables('t: { event: { last: visit, each: pag, filters: [{ pge: x }] } }')).toEqual([
    't.event.each: there is no column "pag" in "visit" — expected one of id, page, seen_at; did you mean "page"?',
    't.event: no column dates the rows of "visit" — expected `at:` with a column of times, or `time:` on the table',
    't.event.filters[0].pge: there is no column "pge" in "visit" — expected one of id, page, seen_at; did you mean "page"?',
  ]);
  expect(tables('t: { event: { last: visit, each: id, at: page }, primaryKey: id, columns: { id: bigint } }')).toEqual([
    't.primaryKey: an event has no `primaryKey` of its own — expected no `primaryKey` here; it follows from the table that `event` names',
    't.columns: an event has no `columns` of its own — expected no `columns` here; it follows from the table that `event` names',
    't.event.at: "page" of "visit" is text — expected a column of times: seen_at',
  ]);
});

test('an event has the columns of its table, its entity is its key, and so it is a parent', () => {
  const found = loaded(
    'first_order: { event: { first: orders, each: customer_id, nth: 2, filters: [{ status: paid }] }, filters: [{ not: { status: x } }] }',
    'visitor: { primaryKey: id, parents: { first_order: id, second: id }, columns: { id: bigint } }',
    'second: { event: { last: first_order, each: customer_id, at: shipped_at } }',
  );
  expect(found.get('first_order')).toMatchObject({
    source: {
      kind: 'event',
      of: 'orders',
      each: 'customer_id',
      at: 'ordered_at',
      which: 'first',
      nth: 2,
      filter: { kind: 'in', values: ['paid'] },
    },
    filter: { kind: 'not' },
    primaryKey: ['customer_id'],
    time: 'ordered_at',
  });
  expect(found.get('second')).toMatchObject({
    source: { of: 'first_order', at: 'shipped_at', which: 'last' },
    time: 'shipped_at',
  });
  expect([...found.get('second')!.columns.keys()]).toEqual([...found.get('orders')!.columns.keys()]);
});

test('no table is made of itself', () => {
  expect(
    tables(
      'a: { event: { first: b, each: id, at: id } }',
      'b: { union: [orders, a], primaryKey: id, columns: { id: bigint } }',
    ),
  ).toEqual([
    'a.event.at: "id" of "b" is bigint — expected a column of times; "b" has none',
    'b.union[1]: makes a cycle of tables: a → b → a — expected tables without a cycle',
  ]);
});

test('the filters of a table use the columns of the table itself', () => {
  expect(
    tables('t: { primaryKey: id, filters: [{ is_test: no }], columns: { id: bigint, is_test: boolean } }'),
  ).toEqual(['t.filters[0].is_test: "no" does not fit "is_test", which is boolean — expected true or false']);
  expect(
    tables('t: { primaryKey: id, filters: [{ of: x, ref: 12 }], columns: { id: bigint, ref: uuid, day: date } }'),
  ).toEqual([
    't.filters[0].of: there is no column "of" in "t" — expected one of id, ref, day',
    't.filters[0].ref: "12" does not fit "ref", which is uuid — expected a uuid, such as 6f1c2a34-9d0e-4b57-8a61-0c2d4e6f8a9b',
  ]);
});

test('a key of several columns is referred to by as many, each of its type', () => {
  const parent = 'p: { primaryKey: [a, b], columns: { a: bigint, b: uuid } }';
  const child = (of: string) =>
    tables(parent, `t: { primaryKey: id, parents: { p: ${of} }, columns: { id: bigint, x: uuid } }`);
  expect(child('[id, x]')).toEqual([]);
  expect(child('id')).toEqual([
    't.parents.p: the key of "p" has 2 columns: a, b — expected a column for each, in that order',
  ]);
  expect(child('[x, id]')).toEqual([
    't.parents.p[0]: "x" is uuid, but the key of "p" ("a") is bigint — expected id',
    't.parents.p[1]: "id" is bigint, but the key of "p" ("b") is uuid — expected x',
  ]);
  expect(tables('t: { primaryKey: [id, id], columns: { id: bigint } }')).toEqual([
    't.primaryKey[1]: "id" is named twice — expected each column once',
  ]);
});

test('a table dated by dates has no hours', () => {
  const dated = 'tables:\n  t: { primaryKey: id, time: day, columns: { id: bigint, day: date, at: timestamptz } }\n';
  const problems = (...lines: string[]) =>
    problemsWith(dated + metricYaml(...lines)).map((line) => line.replace(/^more\.yaml:\d+: metrics\.m\./, ''));
  expect(problems('numerator: { count: t }', 'grain: hour')).toEqual([
    'grain: is hour, but "day" of "t", which dates its rows, is a date — expected day or coarser',
  ]);
  expect(problems('numerator: { count: t, active: { from: at, until: day } }', 'grain: hour')).toHaveLength(1);
  expect(problems('numerator: { count: t, at: at }', 'grain: hour')).toEqual([]);
  expect(problems('numerator: { count: t }', 'grain: day')).toEqual([]);
});
