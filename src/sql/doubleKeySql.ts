import { columnOf } from './columns';
import { join, name, sql, type Sql } from './fragment';
import type { ResolvedRegistry } from './resolvedRegistry';
import { tableSql } from './tables';

/**
 * A key that more than one row of a table has: the columns of its primary key, in order, and the
 * number of rows. No row: the key is unique. A key with a null refers to no row, so it may repeat.
 */
export function doubleKeySql(registry: ResolvedRegistry, table: string): Sql {
  const { primaryKey } = registry.tables.get(table)!;
  const columns = primaryKey.map((key) => name('t', columnOf(registry, table, key).name));
  const list = join(columns, ', ');
  return sql`
    select ${list}, count(*)
    from ${tableSql(registry, table)} as t
    where ${join(
      columns.map((column) => sql`${column} is not null`),
      ' and ',
    )}
    group by ${list}
    having count(*) > 1
    limit 1
  `;
}
