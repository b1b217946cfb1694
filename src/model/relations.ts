import { matchKind } from './byKind';
import type { Registry } from './registry';
import type { TableSource } from './table';

/**
 * The names of relations of the database that a statement may use without a schema before them. A
 * CTE with one of these names would hide the relation. In a select by the registry's author, any
 * word may be such a name.
 */
export function bareNames({ tables }: Pick<Registry, 'tables'>): ReadonlySet<string> {
  return new Set([...tables.values()].flatMap(({ source }) => namesIn(source)));
}

function namesIn(tableSource: TableSource): readonly string[] {
  return matchKind<TableSource, readonly string[], []>(tableSource, {
    relation: ({ schema, name }) => (schema === null ? [name] : []),
    sql: ({ text }) => [...text.matchAll(/[\p{L}\p{N}_$]+/gu)].flatMap(([word]) => [word, word.toLowerCase()]),
    union: () => [],
    event: () => [],
  });
}

/** The tables, by key, that a table is made from. */
export function sourceTablesOf(tableSource: TableSource): readonly string[] {
  return matchKind<TableSource, readonly string[], []>(tableSource, {
    relation: () => [],
    sql: () => [],
    union: ({ of }) => of,
    event: ({ of }) => [of],
  });
}
