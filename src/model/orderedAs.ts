import { mustGet } from './mustGet';
import type { Dimension, Registry } from './registry';
import type { ColumnType } from './table';

/** The type that a dimension's values are ordered as (docs/meaning.md#order). */
export function orderedAs({ tables }: Registry, { type, table, column }: Dimension): ColumnType {
  switch (type) {
    case 'text':
      return 'text';
    case 'id':
      return mustGet(mustGet(tables, table).columns, column).type;
  }
}
