import type { Policy } from '../../../src/policy/policy';
import type { Registry } from '../../../src/model/registry';
import type { RowFilter, RowColumn } from '../../../src/model/role';
import type { Data, Row } from './data';
import { orderOf } from './data';
import { Dimensions } from './dimensions';
import { passes as holdsFor } from './tests';

/** True if the caller may see the row of a table. */
export type Sees = (table: string, row: Row) => boolean;

/**
 * The rows that a policy makes visible (docs/meaning.md#roles). It decides on all rows: by a row's
 * own values and those of its parents, visible or not.
 */
export function seesBy(registry: Registry, whole: Data, { rows, public: open }: Policy): Sees {
  const dimensions = new Dimensions(registry, whole);
  const conditions = rows.kind === 'all' ? rows.of : [rows];
  return (table, row) => {
    if (open.includes(table)) return true;
    return conditions.every((condition) => {
      const isReached = placesIn(condition).every((at) => dimensions.reaches(table, at.table));
      return !isReached || passes(registry, condition, (at) => dimensions.valueAt(row, table, at, 'filter'));
    });
  };
}

export function placesIn(filter: RowFilter): readonly RowColumn[] {
  if (filter.kind === 'all' || filter.kind === 'any') return filter.of.flatMap(placesIn);
  return filter.kind === 'not' ? placesIn(filter.of) : [filter.at];
}

function passes(registry: Registry, filter: RowFilter, valueAt: (at: RowColumn) => string | null): boolean {
  switch (filter.kind) {
    case 'all':
      return filter.of.every((one) => passes(registry, one, valueAt));
    case 'any':
      return filter.of.some((one) => passes(registry, one, valueAt));
    case 'not':
      return !passes(registry, filter.of, valueAt);
    case 'in':
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
    case 'null': {
      const { table, column } = filter.at;
      return holdsFor(filter, valueAt(filter.at), orderOf(registry.tables.get(table)!, column));
    }
  }
}
