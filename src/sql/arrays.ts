import type { Ints } from '../plan/plan';
import { writeMoment } from '../time/asOf';
import { parameter, sql, type Sql } from './fragment';

/** An instant as a parameter. */
export function instant(at: number): Sql {
  return parameter(writeMoment(at), 'timestamptz');
}

/** Instants as one array parameter. */
export function instants(all: readonly number[]): Sql {
  return parameter(all.map(writeMoment), 'timestamptz[]');
}

/** True if entry i is i: nothing has to be looked up. */
export function isIdentity(map: Ints): boolean {
  return map.every((to, index) => to === index + 1);
}

/** `map[index]`, or the index itself where the map changes nothing. */
export function lookUp(map: Ints, index: Sql): Sql {
  return isIdentity(map) ? index : sql`(${parameter(map, 'int[]')})[${index}]`;
}

/** What a map sends the cell at `index` to. */
export function entry(map: Ints, index: Sql): Sql {
  return sql`(${parameter(map, 'int[]')})[${index}]`;
}

/** True where the map counts a cell to something; null if it does for every cell. Cells in a row are told by the first and the last of them: that is quicker. */
export function counts(map: Ints, index: Sql): Sql | null {
  if (map.every((to) => to > 0)) return null;
  const first = map.findIndex((to) => to > 0);
  const last = map.findLastIndex((to) => to > 0);
  if (first >= 0 && map.slice(first, last + 1).every((to) => to > 0)) {
    return sql`${index} between ${parameter(first + 1, 'int')} and ${parameter(last + 1, 'int')}`;
  }
  return sql`${entry(map, index)} > 0`;
}
