import type { Indexes } from '../plan/indexes';
import type { Registry } from '../model/registry';
import { storedColumns, type Column } from '../model/table';
import { columnsOf } from './databaseColumns';
import type { DatabaseColumn } from './engine';

/** The indexes of the registry's tables, up to the first column that the registry lacks. */
export function indexesOf({ tables }: Registry, columns: readonly DatabaseColumn[]): Indexes {
  const found = new Map<string, readonly (readonly string[])[]>();
  for (const { key, source, columns: declared } of tables.values()) {
    // A table that is made of other rows has no indexes.
    if (source.kind !== 'relation') continue;
    const own = columnsOf(source, columns).flatMap(({ indexes }) => indexes);
    const known = own
      .flatMap((index) => inKeys(index, storedColumns({ columns: declared })))
      .filter(({ length }) => length > 0);
    if (known.length > 0) found.set(key, known);
  }
  return found;
}

/** An index in the registry's keys, once for each choice of keys: two keys may read one column. */
function inKeys([first, ...rest]: readonly string[], declared: readonly Column[]): readonly (readonly string[])[] {
  const keys = declared.filter(({ name }) => name === first).map(({ key }) => key);
  if (keys.length === 0) return [[]];
  const following = inKeys(rest, declared);
  return keys.flatMap((key) => following.map((others) => [key, ...others]));
}
