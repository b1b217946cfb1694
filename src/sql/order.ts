import type { DimensionForm } from '../model/dimensionForm';
import type { ColumnType } from '../model/table';
import type { Plan } from '../plan/plan';
import { comparedAs } from './columns';
import { write } from './dialect';
import { join, parameter, sql, type Sql } from './fragment';

/** A value to order by: text by code point (docs/meaning.md#order). */
export function orderKey(value: Sql, type: ColumnType): Sql {
  return write('ordered', value, comparedAs(type));
}

/** The same for a dimension of `groupBy`. */
export function dimensionOrder(
  { groupBy, keyTypes, keyForms }: Pick<Plan, 'groupBy' | 'keyTypes' | 'keyForms'>,
  dimension: string,
  value: Sql,
): Sql {
  const index = groupBy.indexOf(dimension);
  return formOrder(value, keyTypes[index]!, keyForms[index]!);
}

/** A value of a dimension to order by. Listed values come first, in the order of their list. */
export function formOrder(value: Sql, type: ColumnType, form: DimensionForm): Sql {
  const listed = form.type === 'text' ? form.order : null;
  if (listed === null || listed.length === 0) return orderKey(value, type);
  const digits = String(listed.length).length;
  const cases = listed.map((one, index) => {
    const position = `${LISTED}${String(index).padStart(digits, '0')}`;
    return sql`when ${value} = ${parameter(one, 'text')} then ${parameter(position, 'text')}`;
  });
  const other = write('rowJoined', parameter(UNLISTED, 'text'), value);
  return orderKey(sql`(case ${join(cases, '\n')} else ${other} end)`, 'text');
}

/** Before the texts to order by: listed values come before others. */
const LISTED = '0';
const UNLISTED = '1';
