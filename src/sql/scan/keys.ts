import { name, type Sql } from '../fragment';

/** The column of a dimension of `groupBy`, by its place there. */
export function keyName(index: number): Sql {
  return name(`k${index + 1}`);
}
