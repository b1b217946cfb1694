import { conditionsOf, isGoverned, isTold } from '../registry/governed';
import type { Registry } from '../registry/registry';
import type { RowFilter } from '../registry/role';
import type { Policy } from './policy';

/** Which rows of a table there are. */
export interface Seen {
  /** What its own rows are held against; what it is made of has conditions of its own. */
  readonly own: readonly RowFilter[];
  /** Nothing says which of its rows there are: then there are none. Loading a registry sees to it that nobody is asked of such a table. */
  readonly none: boolean;
}

/** By table, which rows there are for a policy (docs/meaning.md#roles). */
export function seenOf(tables: Registry['tables'], policy: Policy): ReadonlyMap<string, Seen> {
  const conditions = conditionsOf(policy.rows);
  const open = new Set(policy.public);
  return new Map(
    [...tables.keys()].map((table): [string, Seen] => {
      if (open.has(table)) return [table, { own: [], none: false }];
      const own = conditions.filter((condition) => isTold(tables, table, condition));
      return [table, { own, none: !conditions.every((condition) => isGoverned(tables, table, condition, open)) }];
    }),
  );
}
