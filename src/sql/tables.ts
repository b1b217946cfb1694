import type { Column, Table, Union } from '../registry/registry';
import type { Asked } from './asked';
import { columnValue, comparedAs, conditionSql, isTrivial, ownColumns } from './columns';
import { eventSql } from './event';
import { join, name, sql, verbatim, type Sql } from './fragment';
import { seenSql } from './seenSql';

/**
 * A table, to stand in `from … as t`: the rows it has by its source and its standing filter, as far as they are there for who asks; columns under their names
 * in the database. Nothing else reads tables.
 */
export function tableSql(asked: Asked, key: string): Sql {
  return rowsSql(asked, key, asked.seen.get(key)!.none ? NOBODY : asked.seen);
}

/** Which rows of the tables that one is made of there are; null: all, whoever asks. */
type SeenRows = Asked['seen'] | null | typeof NOBODY;

/** Of what nothing governs there is nothing. */
const NOBODY = 'nobody';

function rowsSql(asked: Asked, key: string, seen: SeenRows): Sql {
  const table = asked.tables.get(key)!;
  const whole = (other: string) => rowsSql(asked, other, null);
  const rows = sourceSql(asked, table, seen);
  const conditions = isTrivial(table.filter) ? [] : [conditionSql(table, 's', table.filter)];
  if (seen === NOBODY) conditions.push(sql`false`);
  else for (const one of seen?.get(key)!.own ?? []) conditions.push(seenSql(asked, table, 's', one, whole));
  if (conditions.length === 0) return rows;
  return sql`(
    select ${ownColumns(table, 's')}
    from ${rows} as s
    where ${join(conditions, ' and ')}
  )`;
}

function sourceSql(asked: Asked, table: Table, seen: SeenRows): Sql {
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
      return unionSql(asked, table, source, seen);
    case 'event':
      return eventSql(asked, table, source, rowsSql(asked, source.of, seen));
  }
}

function unionSql(asked: Asked, table: Table, { of }: Union, seen: SeenRows): Sql {
  const selects = of.map((key) => {
    const { columns } = asked.tables.get(key)!;
    const read = [...table.columns.values()].map(
      (column) => sql`${readAs(column, columns.get(column.key)!)} as ${name(column.name)}`,
    );
    return sql`
      select ${join(read, ', ')}
      from ${rowsSql(asked, key, seen)} as s
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
