import type { Scan } from '../../plan/plan';
import type { Table } from '../../registry/registry';
import { instant } from '../arrays';
import type { Asked } from '../asked';
import { columnOf, columnValue, conditionSql, isTrivial } from '../columns';
import { combine } from '../conditions';
import { firstColumns } from '../dimensions';
import { keyOrder } from '../event';
import { join, name, sql, type Sql } from '../fragment';
import { tableSql } from '../tables';

/** The table; or of each entity the first of its rows that pass the metric's own filters, over all of history. */
export function sourceSql(registry: Asked, table: Table, scan: Scan): Sql {
  const { rows } = scan;
  if (rows.kind !== 'first') return tableSql(registry, table.key);
  const named = (key: string) => name('t', columnOf(registry, table.key, key).name);
  const own = scan.values.flatMap(({ where }) => [...(where?.paths.values() ?? [])]);
  const paths = [...scan.keys.map(({ path }) => path), ...(scan.filterPaths?.values() ?? []), ...own];
  const wanted = new Set(paths.flatMap(firstColumns));
  wanted.delete(rows.entity);
  wanted.delete(rows.at);
  const at = named(rows.at);
  const until = columnValue('t', columnOf(registry, table.key, rows.at));
  const conditions = combine(
    [
      ...(isTrivial(rows.filter) ? [] : [conditionSql(table, 't', rows.filter)]),
      sql`${named(rows.entity)} is not null`,
      sql`${until} < ${instant(scan.edges.at(-1)!)}`,
    ],
    'and',
  );
  // When nothing else of the first row is asked for, its date is the earliest one: no sort.
  if (wanted.size === 0) {
    return sql`(
      select ${named(rows.entity)}, min(${at}) as ${name(columnOf(registry, table.key, rows.at).name)}
      from ${tableSql(registry, table.key)} as t
      where ${conditions}
      group by ${named(rows.entity)}
    )`;
  }
  return sql`(
    select distinct on (${named(rows.entity)})
      ${join([rows.entity, rows.at, ...wanted].map(named), ', ')}
    from ${tableSql(registry, table.key)} as t
    where ${conditions}
    order by ${join([...[rows.entity, rows.at].map(named), ...keyOrder(table, 't')], ', ')}
  )`;
}
