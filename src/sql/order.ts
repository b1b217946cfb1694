import type { ColumnType } from '../model/table';
import type { Plan } from '../plan/plan';
import { comparedAs } from './columns';
import { write } from './dialect';
import type { Sql } from './fragment';

/** A value to order by: text by code point (docs/meaning.md#order). */
export function orderKey(value: Sql, type: ColumnType): Sql {
  return write('ordered', value, comparedAs(type));
}

/** The same for a dimension of `groupBy`. */
export function dimensionOrder({ groupBy, keyTypes }: Plan, dimension: string, value: Sql): Sql {
  return orderKey(value, keyTypes[groupBy.indexOf(dimension)]!);
}
