import type { Event, Table } from '../registry/registry';
import { instant } from './arrays';
import type { Asked } from './asked';
import { columnOf, columnValue, comparedAs, conditionSql, isTrivial, ownColumns } from './columns';
import { combine } from './conditions';
import { join, name, sql, whole, type Sql } from './fragment';

/** One row of each entity of the rows of another table: the n-th from one end of its time (docs/meaning.md#events). */
export function eventSql(asked: Asked, table: Table, event: Event, rows: Sql): Sql {
  const { of, each, at, which, nth, filter } = event;
  const other = asked.tables.get(of)!;
  const entity = name('s', columnOf(asked, of, each).name);
  const dated = columnOf(asked, of, at);
  const own = name('s', dated.name);
  const date = columnValue('s', dated);
  const conditions = [
    sql`${entity} is not null`,
    // An infinity is no date.
    sql`${own} > '-infinity'`,
    asked.asOf === null ? sql`${own} < 'infinity'` : upTo(date, asked.asOf),
  ];
  if (!isTrivial(filter)) conditions.push(conditionSql(other, 's', filter));
  const order = join(
    [date, ...keyOrder(other, 's')].map((one) => (which === 'first' ? one : sql`${one} desc`)),
    ', ',
  );
  const columns = ownColumns(table, 's');
  const from = sql`
    from ${rows} as s
    where ${combine(conditions, 'and')}
  `;
  if (nth === 1) {
    return sql`(
      select distinct on (${entity}) ${columns}
      ${from}
      order by ${entity}, ${order}
    )`;
  }
  const place = name(unused('nth', table));
  return sql`(
    select ${columns}
    from (
      select ${columns}, row_number() over (partition by ${entity} order by ${order}) as ${place}
      ${from}
    ) as s
    where s.${place} = ${whole(nth)}
  )`;
}

/** A name that no column of the table has. */
function unused(wanted: string, { columns }: Table): string {
  const taken = new Set([...columns.values()].map((column) => column.name));
  let found = wanted;
  while (taken.has(found)) found += '_';
  return found;
}

/** Rows dated later do not exist; a row without a date is no event. */
function upTo(date: Sql, asOf: number): Sql {
  return sql`${date} <= ${instant(asOf)}`;
}

/** The columns of a primary key, which decide between rows of one moment: in order, text by code point whatever the database sorts by. */
export function keyOrder({ primaryKey, columns }: Table, alias: string): Sql[] {
  return primaryKey.map((key) => {
    const column = columns.get(key)!;
    const value = name(alias, column.name);
    return comparedAs(column.type) === 'text' ? sql`${value} collate "C"` : value;
  });
}
