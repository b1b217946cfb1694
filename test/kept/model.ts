/** Orders and plans of people; what is `recent` or read by SQL depends on more than rows. */
export const MODEL = `
tables:
  shopper:
    name: people
    primaryKey: id
    parents: { last_plan: id }
    columns: { id: bigint }
  orders:
    primaryKey: id
    time: at
    parents: { shopper: person }
    columns: { id: bigint, person: bigint, shop: text, amount: numeric, at: timestamptz }
  plans:
    primaryKey: id
    time: starts
    parents: { shopper: person }
    columns: { id: bigint, person: bigint, name: text, starts: timestamptz, ends: timestamptz }
  last_plan: { event: { last: plans, each: person, at: starts } }
  orders_of_view:
    name: open_orders
    primaryKey: id
    time: at
    columns: { id: bigint, person: bigint, at: timestamptz }
  orders_recent:
    name: recent_orders
    primaryKey: id
    time: at
    columns: { id: bigint, person: bigint, at: timestamptz }
  orders_by_sql:
    sql: select id, at from orders where at < now()
    primaryKey: id
    time: at
    columns: { id: bigint, at: timestamptz }
dimensions:
  shop: { column: shop, of: orders }
  plan: { column: name, of: last_plan }
metrics:
  order_count: { numerator: { count: orders }, grain: hour }
  revenue: { numerator: { sum: amount, of: orders }, grain: hour }
  buyers: { numerator: { count_distinct: person, of: orders }, grain: hour }
  buyers_3_days: { numerator: { count_distinct: person, of: orders, window: { last: 3, unit: day } }, grain: day }
  new_buyers: { numerator: { count_first: person, of: orders }, grain: day }
  came_back: { numerator: { count_returning: person, of: orders, lag: 1, within: [orders] }, grain: day }
  plans_open: { numerator: { count: plans, active: { from: starts, until: ends } }, grain: day }
  count_of_view: { numerator: { count: orders_of_view }, grain: day }
  count_recent: { numerator: { count: orders_recent }, grain: day }
  count_by_sql: { numerator: { count: orders_by_sql }, grain: day }
`;
