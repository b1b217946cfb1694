import type { Column } from '../../model/registry';
import { name, parameter, sql, type Sql } from '../fragment';

/** No zone is so far from UTC, not even with a date that it skipped. */
const FAR_MS = 2 * 86_400_000;

/**
 * What holds of a column without zone in every row dated from `start` up to `end`, and of some rows besides: told of the column
 * itself, so that an index finds the rows, and partitions far from them are not read. Instants need none of it.
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

/** The date of UTC, null before the year 1 and after 9999. */
function plainDate(at: number): string | null {
  const [date = ''] = new Date(at).toISOString().split('T');
  return date.length === 10 && date >= '0001' ? date : null;
}
