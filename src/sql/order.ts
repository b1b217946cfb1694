import type { Plan } from '../plan/plan';
import { write } from './dialect';
import type { Sql } from './fragment';

/** A value to order by: text by code point (docs/meaning.md#order). */
export function orderKey(value: Sql, isText: boolean): Sql {
  return isText ? write('byCodePoint', value) : value;
}

/** The same for a dimension of `groupBy`. */
export function dimensionOrder({ textKeys }: Plan, dimension: string, value: Sql): Sql {
  return orderKey(value, textKeys.includes(dimension));
}
