import { conditionsOf, isAccessDecided, canFilterRows } from '../model/rowAccess';
import type { Registry } from '../model/registry';
import type { RowFilter } from '../model/role';
import type { Policy } from './policy';

/** The visible rows of a table. */
export interface VisibleRows {
  /** Conditions on the table's own rows. Its source tables have their own conditions. */
  readonly own: readonly RowFilter[];
  /**
   * True if a condition does not decide on this table: then no row is visible. The loader rejects a
   * registry in which a role can query such a table.
   */
  readonly none: boolean;
}

/** The visible rows of each table for a policy (docs/meaning.md#roles). */
export function visibleRowsOf(tables: Registry['tables'], policy: Policy): ReadonlyMap<string, VisibleRows> {
  const conditions = conditionsOf(policy.rows);
  const open = new Set(policy.public);
  return new Map(
    [...tables.keys()].map((table): [string, VisibleRows] => {
      if (open.has(table)) return [table, { own: [], none: false }];
      const own = conditions.filter((condition) => canFilterRows(tables, table, condition));
      return [table, { own, none: !conditions.every((condition) => isAccessDecided(tables, table, condition, open)) }];
    }),
  );
}
