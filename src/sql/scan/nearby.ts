import type { Column } from '../../model/table';
import { name, parameter, sql, type Sql } from '../fragment';

/** Every zone is closer to UTC, even with a skipped date. */
const FAR_MS = 2 * 86_400_000;

/**
 * Conditions on a column without a zone that hold for every row from `start` to `end`, and for some
 * others. They let an index find the rows, and skip partitions. Instants need none.
 */
export function nearby(alias: string, column: Column, start: number, end: number): Sql[] {
  if (column.type !== 'date' && column.type !== 'timestamp') return [];
  const raw = name(alias, column.name);
  const [from, to] = [plainDate(start - FAR_MS), plainDate(end + FAR_MS)];
  return [
    ...(from === null ? [] : [sql`${raw} >= ${parameter(from, 'date')}`]),
    ...(to === null ? [] : [sql`${raw} <= ${parameter(to, 'date')}`]),
  ];
}

/** The date in UTC; null before the year 1 and after 9999. */
function plainDate(at: number): string | null {
  const [date = ''] = new Date(at).toISOString().split('T');
  return date.length === 10 && date >= '0001' ? date : null;
}
