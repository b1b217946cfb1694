import type { Event, Table } from '../model/table';
import { instant } from './instants';
import { orderKey } from './order';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnOf, columnValue, ownColumns } from './columns';
import { combine } from './conditions';
import { write } from './dialect';
import { join, name, sql, wholeNumber, type Sql } from './fragment';
import { conditionSql, isTrivial } from './rowConditions';

/**
 * One row for each entity of another table: the n-th in time, from either end
 * (docs/meaning.md#events).
 */
export function eventSql(registry: ResolvedRegistry, table: Table, event: Event, rows: Sql): Sql {
  const { of, each, at, which, nth, filter } = event;
  const sourceTable = registry.tables.get(of)!;
  const entity = name('s', columnOf(registry, of, each).name);
  const dated = columnOf(registry, of, at);
  const own = name('s', dated.name);
  const date = columnValue('s', dated);
  const conditions = [
    sql`${entity} is not null`,
    // An infinity is no date.
    write('isAfterMinusInfinity', own),
    registry.asOf === null ? write('isBeforeInfinity', own) : upTo(date, registry.asOf),
  ];
  if (!isTrivial(filter)) conditions.push(conditionSql(sourceTable, 's', filter));
  const order = [date, ...keyOrder(sourceTable, 's')].map((one) => (which === 'first' ? one : sql`${one} desc`));
  const columns = ownColumns(table.columns, 's');
  const from = sql`
    from ${rows} as s
    where ${combine(conditions, 'and')}
  `;
  if (nth === 1) {
    return sql`(
      ${write('firstOfEach', { entity, columns: [columns], isLong: false, from, order })}
    )`;
  }
  const rank = name(unused('nth', table));
  return sql`(
    select ${columns}
    from (
      select ${columns}, row_number() over (partition by ${entity} order by ${join(order, ', ')}) as ${rank}
      ${from}
    ) as s
    where s.${rank} = ${wholeNumber(nth)}
  )`;
}

/** A name that no column of the table has. */
function unused(wanted: string, { columns }: Table): string {
  const taken = new Set([...columns.values()].map((column) => column.name));
  let found = wanted;
  while (taken.has(found)) found += '_';
  return found;
}

/** Rows with a later date do not exist yet. A row without a date is no event. */
function upTo(date: Sql, asOf: number): Sql {
  return sql`${date} <= ${instant(asOf)}`;
}

/** The columns of a primary key. They decide the order of rows with the same time. */
export function keyOrder({ primaryKey, columns }: Table, alias: string): Sql[] {
  return primaryKey.map((key) => {
    const column = columns.get(key)!;
    const value = name(alias, column.name);
    return orderKey(value, column.type);
  });
}
