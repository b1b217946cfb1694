import { matchKind } from '../model/byKind';
import type { Registry } from '../model/registry';
import { storedColumns, type Table, type TableSource } from '../model/table';
import { columnsOf } from './databaseColumns';
import type { DatabaseColumn } from './engine';

/** The tables, by key, whose primary key cannot be the same in two rows. */
export type ProvenKeys = ReadonlySet<string>;

/**
 * The tables whose primary key is unique by an index of the database or by construction
 * (docs/meaning.md#keys-that-are-not-proven).
 */
export function provenKeysOf({ tables }: Pick<Registry, 'tables'>, columns: readonly DatabaseColumn[]): ProvenKeys {
  const proven = [...tables.values()].filter((table) => isProven(table, columns));
  return new Set(proven.map(({ key }) => key));
}

function isProven(table: Table, columns: readonly DatabaseColumn[]): boolean {
  return matchKind<TableSource, boolean, []>(table.source, {
    relation: (relation) => {
      const keys = storedColumns(table).filter(({ key }) => table.primaryKey.includes(key));
      const names = new Set(keys.map(({ name }) => name));
      const indexes = columnsOf(relation, columns).flatMap(({ uniqueIndexes }) => uniqueIndexes);
      // Rows may share a null, but a null refers to no row. So nullable columns prove enough.
      return indexes.some((index) => index.every((column) => names.has(column)));
    },
    // One row for each entity, and the entity is the key.
    event: () => true,
    sql: () => false,
    union: () => false,
  });
}
