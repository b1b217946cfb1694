import type { Capabilities } from './capabilities';

/**
 * The columns (`table.column`, in the registry's keys) that lead an index. They decide how a number
 * is read, never its value.
 */
export type Indexes = ReadonlySet<string>;

/** The indexes that a plan may use: none if the database does not find rows by them. */
export function usableIndexes(indexes: Indexes, { indexScan }: Capabilities): Indexes {
  return indexScan ? indexes : NO_INDEXES;
}

const NO_INDEXES: Indexes = new Set();

export function isIndexed(indexes: Indexes, table: string, column: string): boolean {
  return indexes.has(`${table}.${column}`);
}
