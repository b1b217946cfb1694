/** Things that name one another, put in order. */
export interface TopologicalOrder {
  /** Each after all that it names, as far as there are no circles. */
  readonly order: readonly string[];
  /** Ways that lead back to where they begin, each told once: `a`, `b`, `a`. */
  readonly cycles: readonly (readonly string[])[];
}

/** Follows what each of the keys names. */
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
