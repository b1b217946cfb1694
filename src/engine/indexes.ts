import type { Indexes } from '../plan/indexes';
import type { Registry } from '../registry/registry';
import type { DatabaseColumn } from './engine';

/** The registry's columns that lead an index, as `table.column` in its keys. */
export function indexesOf({ tables }: Registry, columns: readonly DatabaseColumn[]): Indexes {
  const indexed = columns.filter((column) => column.leadsIndex);
  const found = new Set<string>();
  for (const table of tables.values()) {
    const own = indexed.filter(
      (one) => one.table === table.name && (table.schema === null ? one.visible : one.schema === table.schema),
    );
    for (const { key, name } of table.columns.values()) {
      if (own.some(({ column }) => column === name)) found.add(`${table.key}.${key}`);
    }
  }
  return found;
}
