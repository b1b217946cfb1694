/** Keys that refer to one another, ordered by dependency. */
export interface TopologicalOrder {
  /** Each key after all keys that it refers to, except within cycles. */
  readonly order: readonly string[];
  /** Each cycle once, with its first key repeated at the end: `a`, `b`, `a`. */
  readonly cycles: readonly (readonly string[])[];
}

/** Orders keys; `named` returns the keys that a key refers to. */
export function topologicalOrder(keys: Iterable<string>, named: (key: string) => Iterable<string>): TopologicalOrder {
  const order = new Set<string>();
  const cycles: string[][] = [];
  const visit = (key: string, trail: readonly string[]): void => {
    if (order.has(key)) return;
    const here = [...trail, key];
    for (const next of new Set(named(key))) {
      const start = here.indexOf(next);
      if (start < 0) visit(next, here);
      else cycles.push([...here.slice(start), next]);
    }
    order.add(key);
  };
  for (const key of keys) visit(key, []);
  return { order: [...order], cycles };
}
