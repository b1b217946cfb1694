import { conditionsOf, isAccessDecided, canFilterRows } from '../model/rowAccess';
import type { Registry } from '../model/registry';
import type { RowFilter } from '../model/role';
import type { Policy } from './policy';

/** Which rows of a table there are. */
export interface VisibleRows {
  /** What its own rows are held against; what it is made of has conditions of its own. */
  readonly own: readonly RowFilter[];
  /** Nothing says which of its rows there are: then there are none. Loading a registry sees to it that nobody is asked of such a table. */
  readonly none: boolean;
}

/** By table, which rows there are for a policy (docs/meaning.md#roles). */
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
