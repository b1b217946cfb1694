import { bareNames } from '../model/relations';
import type { Registry } from '../model/registry';

/** The name of a CTE, from the name that a step wants. */
export type Naming = (wanted: string) => string;

/**
 * Names of CTEs that no table has: a CTE would hide a table of its name from everything after it. A
 * wanted name that a table has gets `_` at its end. No wanted name ends so.
 */
export function cteNaming(registry: Registry): Naming {
  const taken = bareNames(registry);
  return (wanted) => {
    let name = wanted;
    while (taken.has(name)) name += '_';
    return name;
  };
}
