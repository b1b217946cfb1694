import type { Filter } from '../grammar/filter';
import type { ProblemList } from '../problems';
import type { Condition } from '../../model/condition';
import type { Spot } from '../yaml/spot';
import { anyColumn } from './columns';
import { readPredicate, type AllLeaves } from './predicates';
import { readValue } from './values';
import type { TableDraft } from './tableDraft';

type OnColumn = Extract<Condition, { column: string }>;

/**
 * The filters of a metric as one condition on the rows of its table; null if they have problems.
 */
export function readFilters(
  filters: readonly (Filter | null)[],
  spot: Spot,
  table: TableDraft,
  problems: ProblemList,
): Condition | null {
  return readPredicate<OnColumn>(filters, spot, (key, at) => {
    const column = anyColumn(table, key, at, problems);
    return (
      column && {
        value: (there) => readValue(column, there, problems),
        leaves: {
          in: (values: readonly string[]): OnColumn => ({ kind: 'in', column: column.key, values }),
          null: (): OnColumn => ({ kind: 'null', column: column.key }),
        } satisfies AllLeaves<OnColumn>,
      }
    );
  });
}
