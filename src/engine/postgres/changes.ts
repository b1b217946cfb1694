import type { Parameter, Statement } from '../../sql/statement';
import { forItself } from '../asker';
import type { Changes, Engine, TableState } from '../engine';

const WITHIN_MS = 10_000;

/**
 * The changes of tables as PostgreSQL counts them: inserted, updated and deleted rows of each table
 * and partition. `xmin` shows changes by `truncate`, `refresh` and `alter`, which rewrite the
 * catalog. docs/decisions/0015-subscriptions.md lists the changes that neither shows.
 */
export function countedChanges(engine: Pick<Engine, 'run'>): Changes {
  const run = (text: string, parameters: readonly Parameter[]) =>
    engine.run({ text, parameters }, forItself(WITHIN_MS));
  const states = async (tables: readonly string[]): Promise<readonly TableState[]> => {
    if (tables.length === 0) return [];
    const rows = await run(STATES, [tables]);
    return rows.map(([table, definition, rowState]) => ({
      table: table ?? '',
      definition: definition ?? '',
      rows: rowState ?? null,
    }));
  };
  return {
    states,
    async readBy({ text, parameters }: Statement) {
      const found = await run(readBySql(text), parameters);
      return states(found.map(([table]) => table ?? ''));
    },
  };
}

/**
 * Returns the statement that finds the tables that `text` reads. PostgreSQL parses `text` in a CTE
 * without references, but does not run it. Parsing locks the tables, also those beneath views, and
 * the outer statement reads these locks. The name of a CTE is unknown inside it, so it cannot clash
 * with a name in `text`.
 */
export function readBySql(text: string, kinds = COUNTED): string {
  return `
    WITH statement AS (
      ${text}
    )
    SELECT DISTINCT l.relation
    FROM pg_locks l
    JOIN pg_class c ON c.oid = l.relation
    WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation'
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND ${kinds}`;
}

/** The relations that have changes, or have them beneath. */
const COUNTED = `c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace <> 'pg_catalog'::regnamespace`;

/** Some tables, by id, with the tables that are parts of them. */
export const PARTS_OF = `part (root, oid) AS (
    SELECT t, t FROM unnest($1::oid[]) AS t
    UNION
    SELECT p.root, i.inhrelid FROM part p JOIN pg_inherits i ON i.inhparent = p.oid
  )`;

/**
 * A view has the rows of the tables beneath it, and a partitioned table those of its partitions.
 * Nothing counts rows of foreign tables. A standby, or a server without `track_counts`, counts
 * nothing. A sum of hashes does not depend on an order.
 */
const STATES = `
  WITH RECURSIVE ${PARTS_OF}
  SELECT
    p.root,
    max(concat_ws('/', c.xmin, (SELECT string_agg(r.xmin::text, ',' ORDER BY r.oid) FROM pg_rewrite r WHERE r.ev_class = c.oid)))
      FILTER (WHERE c.oid = p.root),
    CASE
      WHEN bool_and(c.relkind IN ('v', 'p') OR c.relkind IN ('r', 'm') AND counting.is) THEN
        sum(hashtextextended(concat_ws('/',
          c.oid,
          c.xmin,
          pg_stat_get_tuples_inserted(c.oid),
          pg_stat_get_tuples_updated(c.oid),
          pg_stat_get_tuples_deleted(c.oid)
        ), 0))
    END
  FROM part p
  JOIN pg_class c ON c.oid = p.oid
  CROSS JOIN (SELECT current_setting('track_counts')::bool AND NOT pg_is_in_recovery() AS is) counting
  GROUP BY p.root`;
