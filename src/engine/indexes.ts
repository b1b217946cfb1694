import type { Indexes } from '../plan/indexes';
import type { Registry } from '../registry/registry';
import type { DatabaseColumn } from './engine';

/** The registry's columns that lead an index, as `table.column` in its keys. */
export function indexesOf({ tables }: Registry, columns: readonly DatabaseColumn[]): Indexes {
  const indexed = columns.filter((column) => column.leadsIndex);
  const found = new Set<string>();
  for (const { key: table, source, columns: declared } of tables.values()) {
    // What is made of other rows has no indexes of its own.
    if (source.kind !== 'relation') continue;
    const { schema, name: relation } = source;
    const own = indexed.filter(
      (one) => one.table === relation && (schema === null ? one.visible : one.schema === schema),
    );
    for (const { key, name } of declared.values()) {
      if (own.some(({ column }) => column === name)) found.add(`${table}.${key}`);
    }
  }
  return found;
}
