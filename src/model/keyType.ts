import { isWhole } from './columnTypes';
import { matchForm } from './dimensionForm';
import { mustGet } from './mustGet';
import type { Dimension, Registry } from './registry';
import type { ColumnType } from './table';

/** The type of a dimension's values in groups (docs/meaning.md#order). */
export function keyTypeOf({ tables }: Pick<Registry, 'tables'>, { form, table, column }: Dimension): ColumnType {
  return matchForm<ColumnType>(form, {
    text: () => 'text',
    id: () => mustGet(mustGet(tables, table).columns, column).type,
    boolean: () => 'boolean',
    number: ({ bins }) => {
      if (bins !== null) return bins.kind === 'edges' ? 'integer' : 'numeric';
      const { type } = mustGet(mustGet(tables, table).columns, column);
      return isWhole(type) ? type : 'numeric';
    },
  });
}
