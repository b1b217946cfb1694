import type { Estimates } from '../plan/estimates';
import type { Registry } from '../model/registry';
import { columnsOf } from './databaseColumns';
import type { DatabaseColumn } from './engine';

/** The number of values of a dimension that nothing is known about. */
const UNKNOWN = 1_000;

/**
 * The number of values of each dimension: an estimate of the database, or else the number of its
 * labels.
 */
export function estimatesOf({ dimensions, tables }: Registry, columns: readonly DatabaseColumn[]): Estimates {
  const found = new Map<string, number>();
  for (const { key, table, column, values, form } of dimensions.values()) {
    const { source, columns: declared } = tables.get(table)!;
    const { name } = declared.get(column)!;
    const all = source.kind === 'relation' ? columnsOf(source, columns) : [];
    const known = all.find((one) => one.column === name);
    const labelled = values.size === 0 ? UNKNOWN : values.size;
    const bins = form.type === 'number' && form.bins?.kind === 'edges' ? form.bins.edges.length + 1 : Infinity;
    // One more for null.
    found.set(key, Math.min(bins, Math.max(1, known?.distinct ?? labelled)) + 1);
  }
  return found;
}
