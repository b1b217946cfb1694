/**
 * Returns a function that computes its result once for each object, and keeps it as long as the
 * object. The metrics of a query mostly have the same samples, so a long range is computed once.
 */
export function once<K extends object, V>(compute: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) known.set(of, (found = { value: compute(of) }));
    return found.value;
  };
}

/** Keeps results by text for an object, as long as the object. */
export class KeptByText<V> {
  private readonly of = once((_: object) => new Map<string, V>());

  get(owner: object, key: string, compute: () => V): V {
    const known = this.of(owner);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute();
    known.set(key, made);
    return made;
  }
}
