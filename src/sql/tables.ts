import { storedColumns, type Column, type Table, type Union } from '../model/table';
import type { ResolvedRegistry } from './resolvedRegistry';
import { columnValue, comparedAs, ownColumns } from './columns';
import { write } from './dialect';
import { eventSql } from './event';
import { computedValue } from './rowExpression';
import { join, name, sql, verbatim, type Sql } from './fragment';
import { visibleSql } from './visibleRows';
import { conditionSql, isTrivial } from './rowConditions';

/**
 * A table, for `from … as t`: its rows by source and filter that the caller may see, with the names
 * of columns in the database. Nothing else reads tables.
 */
export function tableSql(registry: ResolvedRegistry, key: string): Sql {
  return rowsSql(registry, key, registry.visibleRows.get(key)!.none ? NO_ROWS : registry.visibleRows);
}

/** Which rows of the source tables are visible; null: all. */
type RowVisibility = ResolvedRegistry['visibleRows'] | null | typeof NO_ROWS;

/** A table without a rule has no visible rows. */
const NO_ROWS = 'noRows';

function rowsSql(registry: ResolvedRegistry, key: string, visible: RowVisibility): Sql {
  const table = registry.tables.get(key)!;
  const allRowsOf = (other: string) => rowsSql(registry, other, null);
  const rows = withComputed(table, sourceSql(registry, table, visible));
  const conditions = isTrivial(table.filter) ? [] : [conditionSql(table, 's', table.filter)];
  if (visible === NO_ROWS) conditions.push(sql`false`);
  else
    for (const one of visible?.get(key)!.own ?? []) conditions.push(visibleSql(registry, table, 's', one, allRowsOf));
  if (conditions.length === 0) return rows;
  return sql`(
    select ${ownColumns(table.columns, 's')}
    from ${rows} as s
    where ${join(conditions, ' and ')}
  )`;
}

/** The rows with their computed columns, which everything else reads as any column. */
function withComputed(table: Table, rows: Sql): Sql {
  const stored = storedColumns(table);
  const computed = [...table.columns.values()].filter((column) => column.computed !== null);
  if (computed.length === 0) return rows;
  const columns = [
    ownColumns(new Map(stored.map((column) => [column.key, column])), 's'),
    ...computed.map(({ key, name: as }) => sql`${computedValue({ table, alias: 's' }, key)} as ${name(as)}`),
  ];
  return sql`(
    select
      ${join(columns, ',\n')}
    from ${rows} as s
  )`;
}

function sourceSql(registry: ResolvedRegistry, table: Table, visible: RowVisibility): Sql {
  const { source } = table;
  switch (source.kind) {
    case 'relation':
      return source.schema === null ? name(source.name) : name(source.schema, source.name);
    case 'sql':
      // The text may end with a comment.
      return sql`(
        ${verbatim(source.text)}
      )`;
    case 'union':
      return unionSql(registry, table, source, visible);
    case 'event':
      return eventSql(registry, table, source, rowsSql(registry, source.of, visible));
  }
}

function unionSql(registry: ResolvedRegistry, table: Table, { of }: Union, visible: RowVisibility): Sql {
  const selects = of.map((key) => {
    const { columns } = registry.tables.get(key)!;
    const read = storedColumns(table).map(
      (column) => sql`${readAs(column, columns.get(column.key)!)} as ${name(column.name)}`,
    );
    return sql`
      select ${join(read, ', ')}
      from ${rowsSql(registry, key, visible)} as s
    `;
  });
  return sql`(
    ${join(selects, '\nunion all\n')}
  )`;
}

/**
 * A column of a member as the union declares it. If both types are equal it is unchanged, so that
 * an index can be used.
 */
function readAs(column: Column, member: Column): Sql {
  const isSame = column.type === member.type && column.timeZone === member.timeZone;
  if (isSame && column.type !== 'enum') return name('s', member.name);
  const value = columnValue('s', member);
  if (comparedAs(column.type) === comparedAs(member.type)) return value;
  return write('cast', value, 'numeric');
}
