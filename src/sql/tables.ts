import type { Column, Table, Union } from '../registry/registry';
import type { Asked } from './asked';
import { columnValue, comparedAs, conditionSql, isTrivial, ownColumns } from './columns';
import { eventSql } from './event';
import { join, name, sql, verbatim, type Sql } from './fragment';

/** A table, to stand in `from … as t`: the rows it has by its source and its standing filter, columns under their names in the database. */
export function tableSql(asked: Asked, key: string): Sql {
  const table = asked.tables.get(key)!;
  const rows = sourceSql(asked, table);
  if (isTrivial(table.filter)) return rows;
  return sql`(
    select ${ownColumns(table, 's')}
    from ${rows} as s
    where ${conditionSql(table, 's', table.filter)}
  )`;
}

function sourceSql(asked: Asked, table: Table): Sql {
  const { source } = table;
  switch (source.kind) {
    case 'relation':
      return source.schema === null ? name(source.name) : name(source.schema, source.name);
    case 'sql':
      // A comment may end the text.
      return sql`(
        ${verbatim(source.text)}
      )`;
    case 'union':
      return unionSql(asked, table, source);
    case 'event':
      return eventSql(asked, table, source, tableSql(asked, source.of));
  }
}

function unionSql(asked: Asked, table: Table, { of }: Union): Sql {
  const selects = of.map((key) => {
    const { columns } = asked.tables.get(key)!;
    // Two keys may be of one column.
    const own = new Map([...table.columns.values()].map((column) => [column.name, column]));
    const read = [...own.values()].map(
      (column) => sql`${readAs(column, columns.get(column.key)!)} as ${name(column.name)}`,
    );
    return sql`
      select ${join(read, ', ')}
      from ${tableSql(asked, key)} as s
    `;
  });
  return sql`(
    ${join(selects, '\nunion all\n')}
  )`;
}

/** A member's column as the union's is declared: as it is where the two are of one type, so that an index serves. */
function readAs(column: Column, member: Column): Sql {
  const isSame = column.type === member.type && column.timeZone === member.timeZone;
  if (isSame && column.type !== 'enum') return name('s', member.name);
  const value = columnValue('s', member);
  if (comparedAs(column.type) === comparedAs(member.type)) return value;
  return sql`${value}::numeric`;
}
