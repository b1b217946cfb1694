import type { ColumnTest, Condition } from '../../model/condition';
import { testOf } from '../../model/valueTest';
import type { Filter } from '../grammar/filter';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { anyColumn } from './columns';
import { COLUMN_OPERATORS } from './operators';
import { readPredicate, type FilterReader } from './predicates';
import { readRowCondition } from './rowConditions';
import { readValue } from './values';
import type { TableDraft } from './tableDraft';

type Leaf = ColumnTest | Extract<Condition, { readonly kind: 'written' | 'computed' }>;

/**
 * The filters of a metric as one condition on the rows of its table; null if they have problems.
 */
export function readFilters(
  filters: readonly (Filter | string | null)[],
  spot: Spot,
  table: TableDraft,
  problems: ProblemList,
): Condition | null {
  const reader: FilterReader<Leaf> = {
    subject: (key, at) => {
      const column = anyColumn(table, key, at, problems);
      return (
        column && {
          key,
          type: column.type,
          operators: COLUMN_OPERATORS[column.type],
          value: (there) => readValue(column, there, problems),
          isNullable: () => true,
          leaf: (test) => testOf({ column: column.key }, test),
        }
      );
    },
    expression: (text, at) => readRowCondition(text, at, table, problems),
  };
  return readPredicate<Leaf>(filters, spot, reader, problems);
}
