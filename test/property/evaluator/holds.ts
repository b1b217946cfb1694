import type { Condition } from '../../../src/model/condition';
import type { Table } from '../../../src/model/table';
import { isTrueFor } from './computed';
import { orderOf, textOf, type Row } from './data';
import { passes } from './tests';

/**
 * Two-valued: null is different from every value, and `not` keeps every row that does not match.
 */
export function holds(condition: Condition, table: Table, row: Row): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => holds(one, table, row));
    case 'any':
      return condition.of.some((one) => holds(one, table, row));
    case 'not':
      return !holds(condition.of, table, row);
    case 'written':
      return holds(condition.of, table, row);
    case 'computed':
      return isTrueFor(condition.value, table, row);
    case 'in':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'null':
      return passes(condition, textOf(row, condition.column), orderOf(table, condition.column));
  }
}
