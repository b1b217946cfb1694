/**
 * The columns that rows can be found by without reading their table: `table.column`, in the
 * registry's keys. They decide how a number is read, never what it is.
 */
export type Indexes = ReadonlySet<string>;

export function isIndexed(indexes: Indexes, table: string, column: string): boolean {
  return indexes.has(`${table}.${column}`);
}
