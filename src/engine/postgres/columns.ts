import type { Statement } from '../../sql/statement';
import type { DatabaseColumn, EngineRow } from '../engine';

/**
 * Every column that the role may read, of tables (also partitioned and foreign ones), views and
 * materialized views. The information schema would omit the last kind and call every enum
 * USER-DEFINED. Each enumerated type is called `enum`; a domain counts as its base type. A unique
 * index of a table does not cover the tables that inherit from it, except partitions.
 */
export const COLUMNS: Statement = {
  text: `
    SELECT
      n.nspname,
      c.relname,
      a.attname,
      CASE WHEN COALESCE(b.typtype, t.typtype) = 'e' THEN 'enum' ELSE format_type(COALESCE(b.oid, t.oid), NULL) END,
      pg_table_is_visible(c.oid),
      (
        SELECT json_agg((
          SELECT json_agg(k.attname ORDER BY p.position)
          FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY AS p (attnum, position)
          LEFT JOIN pg_attribute k ON k.attrelid = c.oid AND k.attnum = p.attnum
        ) ORDER BY x.oid)
        FROM pg_index i
        JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_am m ON m.oid = x.relam AND m.amname = 'btree'
        WHERE i.indrelid = c.oid AND i.indkey[0] = a.attnum AND i.indisvalid AND i.indpred IS NULL
      ),
      (
        SELECT json_agg(u.columns)
        FROM pg_index i
        CROSS JOIN LATERAL (
          SELECT json_agg(k.attname ORDER BY k.attnum) AS columns, bool_or(k.attnum = a.attnum) AS has
          FROM pg_attribute k
          WHERE k.attrelid = c.oid AND k.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
        ) u
        WHERE i.indrelid = c.oid AND u.has AND i.indisunique AND i.indisvalid
          AND i.indpred IS NULL AND i.indexprs IS NULL
          AND (c.relkind = 'p' OR NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhparent = c.oid))
      ),
      (
        SELECT CASE WHEN s.n_distinct >= 0 THEN s.n_distinct ELSE -s.n_distinct * GREATEST(c.reltuples, 0) END
        FROM pg_stats s
        WHERE s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
        ORDER BY s.inherited DESC
        LIMIT 1
      ),
      CASE WHEN c.relkind IN ('r', 'm') AND c.reltuples >= 0 THEN c.reltuples::bigint END
    FROM pg_attribute a
    JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_type b ON t.typtype = 'd' AND b.oid = t.typbasetype
    JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND a.attnum > 0 AND NOT a.attisdropped
      AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND has_schema_privilege(n.oid, 'USAGE')
      AND has_column_privilege(c.oid, a.attnum, 'SELECT')
    ORDER BY array_position(current_schemas(false), n.nspname) NULLS LAST, n.nspname, c.relname, a.attnum`,
  parameters: [],
};

export function decodeColumns(rows: readonly EngineRow[]): readonly DatabaseColumn[] {
  return rows.map(([schema, table, column, type, visible, indexes, uniqueIndexes, distinct, tuples]) => ({
    schema: schema ?? '',
    table: table ?? '',
    column: column ?? '',
    type: type ?? '',
    visible: visible === 't',
    indexes: readIndexes(indexes).map(untilExpression),
    uniqueIndexes: readIndexes(uniqueIndexes).map(untilExpression),
    distinct: distinct === null || distinct === undefined ? null : Math.round(Number(distinct)),
    rows: tuples === null || tuples === undefined ? null : Number(tuples),
  }));
}

/** The columns of each index, in order; null for an expression. */
function readIndexes(text: string | null | undefined): readonly (readonly (string | null)[])[] {
  return text === null || text === undefined ? [] : (JSON.parse(text) as readonly (readonly (string | null)[])[]);
}

function untilExpression(index: readonly (string | null)[]): readonly string[] {
  const columns: string[] = [];
  for (const column of index) {
    if (column === null) break;
    columns.push(column);
  }
  return columns;
}
