import type { Ints } from '../plan/reading';
import { write } from './dialect';
import { parameter, sql, type Sql } from './fragment';

/** True if entry i is i, so that no look-up is needed. */
export function isIdentity(map: Ints): boolean {
  return map.every((to, index) => to === index + 1);
}

/** `map[index]`, or the index itself if the map is the identity. */
export function lookUp(map: Ints, index: Sql): Sql {
  return isIdentity(map) ? index : entry(map, index);
}

/** `map[index]`. */
export function entry(map: Ints, index: Sql): Sql {
  return write('elementAt', parameter(map, 'int[]'), index);
}

/**
 * True if the map counts the cell at `index`; null if it counts every cell. A comparison with the
 * first and the last of adjacent cells is quicker than a look-up.
 */
export function counts(map: Ints, index: Sql): Sql | null {
  if (map.every((to) => to > 0)) return null;
  const first = map.findIndex((to) => to > 0);
  const last = map.findLastIndex((to) => to > 0);
  if (first >= 0 && map.slice(first, last + 1).every((to) => to > 0)) {
    return sql`${index} between ${parameter(first + 1, 'int')} and ${parameter(last + 1, 'int')}`;
  }
  return sql`${entry(map, index)} > 0`;
}
