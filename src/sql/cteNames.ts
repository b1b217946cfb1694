import { bareNames } from '../model/relations';
import type { Registry } from '../model/registry';

/** The name that a part of a statement gets. */
export type Naming = (wanted: string) => string;

/**
 * Names for what `with` defines that no table has: it would hide the table from all that comes after. What is wanted, unless a
 * table is called so; none that is wanted ends as the others do.
 */
export function cteNaming(registry: Registry): Naming {
  const taken = bareNames(registry);
  return (wanted) => {
    let name = wanted;
    while (taken.has(name)) name += '_';
    return name;
  };
}
