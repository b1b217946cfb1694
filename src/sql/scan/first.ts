import type { Scan } from '../../plan/scan';
import type { Table } from '../../model/table';
import { instant } from '../instants';
import type { ResolvedRegistry } from '../resolvedRegistry';
import { columnOf, columnValue } from '../columns';
import { combine } from '../conditions';
import { firstColumns } from '../dimensions';
import { keyOrder } from '../event';
import { write } from '../dialect';
import { name, sql, type Sql } from '../fragment';
import { tableSql } from '../tables';
import { conditionSql, isTrivial } from '../rowConditions';

/**
 * The rows of a table; for `first` only the first row of each entity, over all of history, among
 * the rows that pass the filters of the metric itself.
 */
export function sourceSql(registry: ResolvedRegistry, table: Table, scan: Scan): Sql {
  const { rows } = scan;
  switch (rows.kind) {
    case 'dated':
    case 'interval':
      return tableSql(registry, table.key);
    case 'first':
      return firstRowsSql(registry, table, scan, rows);
  }
}

function firstRowsSql(
  registry: ResolvedRegistry,
  table: Table,
  scan: Scan,
  rows: Extract<Scan['rows'], { kind: 'first' }>,
): Sql {
  const named = (key: string) => name('t', columnOf(registry, table.key, key).name);
  const own = scan.values.flatMap(({ where }) => [...(where?.paths.values() ?? [])]);
  const paths = [...scan.keys.map(({ path }) => path), ...(scan.filterPaths?.values() ?? []), ...own];
  const wanted = new Set(paths.flatMap(firstColumns));
  wanted.delete(rows.entity);
  wanted.delete(rows.at);
  const date = columnOf(registry, table.key, rows.at);
  const at = columnValue('t', date);
  const conditions = combine(
    [
      ...(isTrivial(rows.filter) ? [] : [conditionSql(table, 't', rows.filter)]),
      sql`${named(rows.entity)} is not null`,
      // An infinity is no date.
      write('isAfterMinusInfinity', named(rows.at)),
      sql`${at} < ${instant(scan.edges.at(-1)!)}`,
    ],
    'and',
  );
  // If only the date is read, it is the earliest one, and no sort is needed. Local times are
  // excluded: their order is not that of instants.
  if (wanted.size === 0 && date.type === 'timestamptz') {
    return sql`(
      select ${named(rows.entity)}, min(${at}) as ${name(date.name)}
      from ${tableSql(registry, table.key)} as t
      where ${conditions}
      group by ${named(rows.entity)}
    )`;
  }
  // Two keys may read one column.
  const columns = [...new Set([rows.entity, rows.at, ...wanted].map((key) => columnOf(registry, table.key, key).name))];
  const first = write('firstOfEach', {
    entity: named(rows.entity),
    columns: columns.map((one) => name('t', one)),
    isLong: true,
    from: sql`
      from ${tableSql(registry, table.key)} as t
      where ${conditions}
    `,
    order: [at, ...keyOrder(table, 't')],
  });
  return sql`(
    ${first}
  )`;
}
