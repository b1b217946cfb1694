import type { EntityRows } from '../model/measure';
import type { Registry } from '../model/registry';
import { COLUMN_TYPE_FACTS } from '../model/columnTypes';
import { mustGet } from '../model/mustGet';
import type { Capabilities } from './capabilities';

/**
 * By table: its indexes over all rows, each as its columns in order. Both are the registry's keys.
 * Indexes decide how a number is read, never its value.
 */
export type Indexes = ReadonlyMap<string, readonly (readonly string[])[]>;

/** A database whose indexes are unknown, or that does not find rows by them. */
export const NO_INDEXES: Indexes = new Map();

/** The indexes that a plan may use: none if the database does not find rows by them. */
export function usableIndexes(indexes: Indexes, { indexScan }: Capabilities): Indexes {
  return indexScan ? indexes : NO_INDEXES;
}

/**
 * Whether an index leads to the rows of a stretch of time. Only a column of instants can use it:
 * others are converted first.
 */
export function findsTime(
  indexes: Indexes,
  registry: Pick<Registry, 'tables'>,
  { table, at }: Omit<EntityRows, 'entity'>,
): boolean {
  const { type } = mustGet(mustGet(registry.tables, table).columns, at);
  return COLUMN_TYPE_FACTS[type].time === 'instant' && hasIndex(indexes, table, [at]);
}

/**
 * Whether an index leads to the rows that an entity has in a stretch of time. An index of the
 * entity alone leads to all rows that it ever had, and each of them is read to learn its time.
 */
export function findsEntityInTime(
  indexes: Indexes,
  registry: Pick<Registry, 'tables'>,
  { table, at, entity }: EntityRows,
): boolean {
  const { type } = mustGet(mustGet(registry.tables, table).columns, at);
  return COLUMN_TYPE_FACTS[type].time === 'instant' && hasIndex(indexes, table, [entity, at]);
}

/** The number of known indexes. */
export function countOf(indexes: Indexes): number {
  return [...indexes.values()].reduce((sum, { length }) => sum + length, 0);
}

/** Whether an index of a table begins with these columns, in this order. */
function hasIndex(indexes: Indexes, table: string, columns: readonly string[]): boolean {
  return (indexes.get(table) ?? []).some((index) => columns.every((column, at) => index[at] === column));
}
