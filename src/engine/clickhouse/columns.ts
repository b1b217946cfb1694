import type { Statement } from '../../sql/statement';
import type { DatabaseColumn, EngineRow } from '../engine';
import { typeName } from './typeName';

/**
 * Every column that the user may see, of tables and views. The tables of the present database come
 * first: they can be named without it. `.inner…` are the tables behind materialized views.
 */
export const COLUMNS: Statement = {
  text: `
    SELECT
      c.database,
      c.table,
      c.name,
      c.type,
      c.database = currentDatabase() ? 't' : 'f',
      t.primary_key
    FROM system.columns AS c
    INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
    WHERE c.database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema')
      AND NOT startsWith(c.table, '.inner')
      AND c.default_kind <> 'EPHEMERAL'
    ORDER BY c.database <> currentDatabase(), c.database, c.table, c.position`,
  parameters: [],
};

export function decodeColumns(rows: readonly EngineRow[]): readonly DatabaseColumn[] {
  return rows.map(([schema, table, column, type, visible, primaryKey]) => ({
    schema: schema ?? '',
    table: table ?? '',
    column: column ?? '',
    type: typeName(type ?? ''),
    visible: visible === 't',
    indexes: indexesFrom(column ?? '', primaryKey ?? ''),
    // A key of ClickHouse orders rows. Several rows may have the same one.
    uniqueIndexes: [],
    distinct: null,
    rows: null,
  }));
}

/** The sparse index of a table has the columns of its key, here up to the first expression. */
function indexesFrom(column: string, primaryKey: string): readonly (readonly string[])[] {
  const expressions = primaryKey.split(', ');
  const end = expressions.findIndex((one) => !PLAIN_NAME.test(one));
  const columns = end === -1 ? expressions : expressions.slice(0, end);
  return columns[0] === column ? [columns] : [];
}

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
