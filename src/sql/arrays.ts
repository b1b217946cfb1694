import type { Ints } from '../plan/plan';
import { writeMoment } from '../time/seen';
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

/** True where the map counts a cell to something; null if it does for every cell. */
export function counts(map: Ints, index: Sql): Sql | null {
  return map.every((to) => to > 0) ? null : sql`(${parameter(map, 'int[]')})[${index}] > 0`;
}
