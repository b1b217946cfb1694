/**
 * The columns (`table.column`, in the registry's keys) that lead an index. They decide how a number
 * is read, never its value.
 */
export type Indexes = ReadonlySet<string>;

export function isIndexed(indexes: Indexes, table: string, column: string): boolean {
  return indexes.has(`${table}.${column}`);
}
