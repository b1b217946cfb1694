import { problemsWith } from './shopModel';

const table = (body: string): string[] =>
  problemsWith(`tables:\n  t: ${body}`).map((line) => line.replace(/^more\.yaml:2: tables\.t\.?/, ''));

test('a primary key is needed, and is a column of ids', () => {
  expect(table('{ columns: { id: bigint } }')).toEqual([
    'primaryKey: is missing — expected the key of a column, or a list of them',
  ]);
  expect(table('{ primaryKey: ID, columns: { id: bigint } }')).toEqual([
    'primaryKey: there is no column "ID" in "t" — expected id; did you mean "id"?',
  ]);
  expect(table('{ primaryKey: id, columns: { id: numeric } }')).toEqual([
    'primaryKey: "id" of "t" is numeric — expected a column of ids; "t" has none',
  ]);
});

test('columns have types', () => {
  expect(table('{ primaryKey: id, columns: { id: bigint, a: int, b: { type: txt }, c: 3, "4d": text } }')).toEqual([
    'columns.a: is "int" — expected one of bigint, integer, numeric, text, enum, uuid, boolean, date, timestamptz, timestamp; did you mean "integer"?',
    'columns.b.type: is "txt" — expected one of bigint, integer, numeric, text, enum, uuid, boolean, date, timestamptz, timestamp; did you mean "text"?',
    'columns.c: is 3 — expected one of bigint, integer, numeric, text, enum, uuid, boolean, date, timestamptz, timestamp',
    'columns.4d: "4d" is not a valid name — expected letters, digits and _, beginning with a letter or _',
  ]);
});

test('a timestamp says which zone it was written in, and only that', () => {
  expect(
    table('{ primaryKey: id, columns: { id: bigint, a: timestamp, b: { type: timestamp, timeZone: X } } }'),
  ).toEqual([
    'columns.a.timeZone: is missing — expected the IANA zone of its values, because a `timestamp` carries none',
    'columns.b.timeZone: "X" is not a time zone — expected a name of the IANA database, such as Asia/Shanghai or UTC',
  ]);
  expect(table('{ primaryKey: id, columns: { id: bigint, a: { type: timestamptz, timeZone: UTC } } }')).toEqual([
    'columns.a.timeZone: a column of type timestamptz has no time zone — expected `timeZone` only on columns of type timestamp',
  ]);
});

test('rows are dated by a column of times', () => {
  expect(table('{ primaryKey: id, time: id, columns: { id: bigint, a: timestamptz } }')).toEqual([
    'time: "id" of "t" is bigint — expected a column of times: a',
  ]);
});

test('a column does not have a name that filters reserve', () => {
  expect(table('{ primaryKey: id, columns: { id: bigint, any: text } }')).toEqual([
    'columns.any: "any" is reserved for filters — expected another key with its name in the database: { type: …, name: any }',
  ]);
});

test('parents are tables, by a column of the type of their key', () => {
  expect(
    table('{ primaryKey: id, parents: { clients: id, orders: order_id }, columns: { id: bigint, order: bigint } }'),
  ).toEqual([
    'parents.clients: there is no table "clients" — expected one of t, customer, orders, visit',
    'parents.orders: there is no column "order_id" in "t" — expected one of id, order; did you mean "order"?',
  ]);
  expect(table('{ primaryKey: id, parents: { orders: order }, columns: { id: bigint, order: text } }')).toEqual([
    'parents.orders: "order" is text, but the key of "orders" ("id") is bigint — expected id',
  ]);
});

test('no table is its own ancestor', () => {
  expect(table('{ primaryKey: id, parents: { t: id }, columns: { id: bigint } }')).toEqual([
    'parents.t: makes a cycle of parents: t → t — expected parents without a cycle',
  ]);
  const circle = ['a', 'b', 'c'].map((key, index, all) => {
    return `  ${key}: { primaryKey: id, parents: { ${all[(index + 1) % 3]}: id }, columns: { id: bigint } }\n`;
  });
  expect(
    problemsWith(
      `tables:\n${circle.join('')}  d: { primaryKey: id, parents: { a: id, b: id }, columns: { id: bigint } }`,
    ),
  ).toEqual([
    'more.yaml:4: tables.c.parents.a: makes a cycle of parents: a → b → c → a — expected parents without a cycle',
  ]);
});

test('rows settle by a time, and events never do', () => {
  const settles = (more: string) =>
    table(`{ primaryKey: id, columns: { id: bigint, a: timestamptz, b: text }, ${more} }`);
  expect(settles('time: a, settles: { after: 2, unit: day, columns: [b] }')).toEqual([]);
  expect(settles('settles: { after: 2, unit: day }')).toEqual([
    'settles: no column dates the rows of "t" — expected `time:` beside it',
  ]);
  expect(settles('time: a, settles: { after: 0, unit: month, columns: [c] }')).toEqual([
    'settles.after: is 0 — expected a whole number from 1 to 10000',
    'settles.unit: is "month" — expected one of hour, day, week',
  ]);
  expect(settles('time: a, settles: { after: 2, unit: day, columns: [zebra] }')).toEqual([
    'settles.columns[0]: there is no column "zebra" in "t" — expected one of id, a, b',
  ]);
  expect(table('{ event: { last: orders, each: customer }, settles: { after: 2, unit: day } }')).toContain(
    'settles: an event does not settle — expected no `settles` here: new rows of the other table can replace an event',
  );
});
