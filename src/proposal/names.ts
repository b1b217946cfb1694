import { isInherited } from '../registry/grammar/words';
import { LONGEST_KEY, RESERVED } from '../registry/rules/names';

/** FreeKeys that are taken, so that each is given once. */
export class FreeKeys {
  private readonly taken: Set<string>;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  /** The first of the names whose key is free; with a number if none is. */
  take(...names: readonly [string, ...string[]]): string {
    const keys = names.map(keyOf);
    const free = keys.find((key) => !this.taken.has(key)) ?? this.numbered(keys.at(-1)!);
    this.taken.add(free);
    return free;
  }

  private numbered(key: string): string {
    for (let number = 2; ; number++) {
      const suffix = `_${number}`;
      const one = key.slice(0, LONGEST_KEY - suffix.length) + suffix;
      if (!this.taken.has(one)) return one;
    }
  }
}

/** A key of the registry for a name of the database: letters without accents, digits and `_`. */
export function keyOf(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST_KEY);
  const begun = /^[A-Za-z]/.test(letters) ? letters : `n_${letters}`.slice(0, LONGEST_KEY);
  return isInherited(begun) || RESERVED.includes(begun) ? `${begun}_` : begun;
}

/** A label for a name of the database: `paidAt` and `paid_at` are `Paid at`. */
export function labelOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_\s.-]+/g, ' ')
    .trim();
  // A word in capitals is an abbreviation.
  const lower = words.replace(/\p{Lu}\p{Ll}+/gu, (word) => word.toLowerCase());
  return lower === '' ? name : lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** The name of what a reference points to: `user_id` refers to a `user`. */
export function referredName(column: string): string {
  return column.replace(/_?(id|key|fk|no|code|uuid)$/i, '') || column;
}
