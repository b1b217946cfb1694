import { problemsWith } from './shopModel';

const dimension = (body: string): string[] =>
  problemsWith(`dimensions:\n  d: { label: { en: D, zh: 维度 }, ${body} }`).map((line) =>
    line.replace(/^more\.yaml:2: dimensions\.d\.?/, ''),
  );

test('a dimension is a column of a table', () => {
  expect(dimension('column: status, of: order')).toEqual([
    'of: there is no table "order" — expected one of customer, orders, visit; did you mean "orders"?',
  ]);
  expect(dimension('column: state, of: orders')).toEqual([
    'column: there is no column "state" in "orders" — expected one of id, customer_id, status, amount, ordered_at, shipped_at; did you mean "status"?',
  ]);
});

test('a dimension is text or an id', () => {
  expect(dimension('column: amount, of: orders')).toEqual([
    'column: "amount" of "orders" is numeric — expected a column of text: status',
  ]);
  expect(dimension('column: amount, of: orders, type: id')).toEqual([
    'column: "amount" of "orders" is numeric — expected a column of ids: one of id, customer_id, status',
  ]);
  expect(dimension('column: status, of: orders, type: id')).toEqual([]);
  expect(dimension('column: id, of: orders, type: id, empty: None')).toEqual([
    'empty: a dimension of ids has no `empty` — expected `empty` only on dimensions of text',
  ]);
});

test('the bins of a number ascend, or have a width', () => {
  const amount = 'type: number, column: amount, of: orders';
  expect(dimension(`${amount}, bins: [-1.5, 0, 10]`)).toEqual([]);
  expect(dimension(`${amount}, bins: { width: 0.5 }`)).toEqual([]);
  expect(dimension(`${amount}, bins: [0, 10, 10.0]`)).toEqual([
    'more.yaml:2:90: dimensions.d.bins[2]: 10 is not above 10 — expected numbers in ascending order',
  ]);
  expect(dimension(`${amount}, bins: [1, ten]`)).toEqual([
    'bins[1]: "ten" does not fit `bins` — expected a number with at most 24 digits before and after the point',
  ]);
  expect(dimension(`${amount}, bins: { width: 0 }`)).toEqual([
    'more.yaml:2:84: dimensions.d.bins.width: 0 is not above 0 — expected a number above 0',
  ]);
  expect(dimension(`${amount}, bins: []`)).toHaveLength(1);
  expect(dimension(`${amount}, bins: [1], values: { '≥ 2': { en: Large, zh: 大 } }`)).toEqual([
    'more.yaml:2:97: dimensions.d.values.≥ 2: "≥ 2" is no bin — expected one of < 1, ≥ 1; did you mean "≥ 1"?',
  ]);
  expect(dimension('column: status, of: orders, bins: [1]')).toEqual([
    'bins: a dimension of text has no `bins` — expected `bins` only on dimensions with `type: number`',
  ]);
  expect(dimension('column: status, of: orders, type: number')).toEqual([
    'column: "status" of "orders" is text — expected a column of numbers: one of id, customer_id, amount',
  ]);
});

test('a dimension that no metric reaches is rejected', () => {
  expect(dimension('column: page, of: visit')).toEqual([
    ': no metric reaches "visit" — expected a metric on "visit", or "visit" among the parents of orders',
  ]);
});

test('a return reaches the dimensions of its entity, not those of its rows', () => {
  const back = `
tables:
  stay: { primaryKey: id, time: at, parents: { customer: guest }, columns: { id: bigint, guest: bigint, room: text, at: timestamptz } }
dimensions:
  room: { label: { en: Room, zh: 房 }, column: room, of: stay }
metrics:
  back:
    label: { en: Back, zh: 回 }
    group: sales
    numerator: { count_returning: guest, of: stay, lag: 1, within: [stay] }
    grain: day
`;
  expect(problemsWith(back)).toEqual([
    'more.yaml:4: dimensions.room: no metric reaches "stay" — expected a metric on "stay", or "stay" among the parents of customer or orders',
  ]);
});

test('a dimension with more than one shortest path is rejected', () => {
  const tables = `tables:
  city: { primaryKey: id, columns: { id: bigint, mayor: text } }
  shop: { primaryKey: id, parents: { city: city_id }, columns: { id: bigint, city_id: bigint } }
  buyer: { primaryKey: id, parents: { city: city_id }, columns: { id: bigint, city_id: bigint } }
  sale:
    primaryKey: id
    time: at
    parents: { shop: shop_id, buyer: buyer_id, DIRECT }
    columns: { id: bigint, shop_id: bigint, buyer_id: bigint, city_id: bigint, at: timestamptz }
dimensions:
  mayor: { label: { en: Mayor, zh: 市长 }, column: mayor, of: city }
metrics:
  sales: { label: { en: Sales, zh: 销售 }, group: sales, numerator: { count: sale }, grain: day }
`;
  expect(problemsWith(tables.replace(', DIRECT', ''))).toEqual([
    'more.yaml:11: dimensions.mayor: has more than one shortest path: sale → shop → city and sale → buyer → city — expected one shortest path from every table',
  ]);
  expect(problemsWith(tables.replace('DIRECT', 'city: city_id'))).toEqual([]);
});

test('values have labels in every locale', () => {
  expect(dimension('column: status, of: orders, values: { paid: { en: Paid } }')).toEqual([
    'more.yaml:2:72: dimensions.d.values.paid.zh: is missing — expected text in zh, or `locales: [en]` in the registry',
  ]);
});

test('an entity names the type of an id, in its own name space', () => {
  const guest = 'type: id, column: id, of: customer';
  expect(dimension(`${guest}, entity: { type: Guest, field: guest }`)).toEqual([]);
  expect(dimension('column: status, of: orders, entity: { type: Guest, field: guest }')).toEqual([
    'entity: a dimension of text has no `entity` — expected `entity` only on dimensions with `type: id`',
  ]);
  expect(dimension(`${guest}, entity: { type: Guest, field: channel }`)).toEqual([
    'entity: "channel" is the name of another dimension or entity — expected a field name that is not in use',
  ]);
  for (const type of ['MetricGuest', 'ID', 'Query']) {
    expect(dimension(`${guest}, entity: { type: ${type}, field: guest }`)).toEqual([
      `entity: "${type}" is a type of Metergate or of GraphQL — expected another type name`,
    ]);
  }
  expect(dimension(`${guest}, entity: { type: guest, field: Guest }`)).toHaveLength(2);
  expect(dimension(`${guest}, entity: { type: Guest }`)).toHaveLength(1);
});

test('a value of the column counts as one value', () => {
  const merged = (values: string, more = '') => dimension(`column: status, of: orders, values: { ${values} }${more}`);
  expect(merged('paid: { label: Paid, from: [settled, PAID] }, open: Open', ', order: values')).toEqual([]);
  expect(merged('paid: { label: Paid, from: [settled] }, open: { label: Open, from: [settled, paid] }')).toEqual([
    'values.open.from[0]: "settled" counts as "paid" already — expected each value once',
    'values.open.from[1]: "paid" is a value of its own — expected a value that `values` does not list',
  ]);
  expect(merged("paid: { label: Paid, from: [''] }", ', empty: none')).toEqual([
    'values.paid.from[0]: "" belongs to `empty: none` — expected another value of the column',
  ]);
  expect(dimension('column: status, of: orders, order: values')).toEqual([
    'order: has no values to order by — expected `values` in their order',
  ]);
  expect(dimension('column: id, of: orders, type: id, order: values, values: { a: A }')).toEqual([
    'order: a dimension of ids has no `order` — expected `order` only on dimensions of text',
  ]);
});
