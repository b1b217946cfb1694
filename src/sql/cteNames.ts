import { bareNames } from '../model/relations';
import type { Registry } from '../model/registry';

/** The name of a CTE, from the name that a step wants. */
export type Naming = (wanted: string) => string;

/**
 * Names of CTEs that no table has: a CTE would hide a table of its name from everything after it.
 * If a table has the wanted name, `_` is appended. No wanted name ends with `_`.
 */
export function cteNaming(registry: Registry): Naming {
  const taken = bareNames(registry);
  return (wanted) => {
    let name = wanted;
    while (taken.has(name)) name += '_';
    return name;
  };
}
