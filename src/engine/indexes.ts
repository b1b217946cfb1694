import type { Indexes } from '../plan/indexes';
import type { Registry } from '../model/registry';
import { storedColumns } from '../model/table';
import { columnsOf } from './databaseColumns';
import type { DatabaseColumn } from './engine';

/** The columns of the registry with an index that begins with them, as `table.column`. */
export function indexesOf({ tables }: Registry, columns: readonly DatabaseColumn[]): Indexes {
  const indexed = columns.filter((column) => column.leadsIndex);
  const found = new Set<string>();
  for (const { key: table, source, columns: declared } of tables.values()) {
    // A table that is made of other rows has no indexes.
    if (source.kind !== 'relation') continue;
    const own = columnsOf(source, indexed);
    for (const { key, name } of storedColumns({ columns: declared })) {
      if (own.some(({ column }) => column === name)) found.add(`${table}.${key}`);
    }
  }
  return found;
}
