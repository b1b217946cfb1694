import type { ProblemList } from '../problems';
import type { TableDraft } from './tables';

/** A table cannot be its own ancestor: each circle of parents is told once, where it closes. */
export function checkCycles(tables: ReadonlyMap<string, TableDraft>, problems: ProblemList): void {
  const done = new Set<string>();
  const visit = (key: string, trail: readonly string[]): void => {
    const table = tables.get(key);
    if (!table || done.has(key)) return;
    for (const parent of table.parents.keys()) {
      const start = [...trail, key].indexOf(parent);
      if (start < 0) visit(parent, [...trail, key]);
      else {
        const circle = [...trail.slice(start), key, parent].join(' → ');
        problems.add(
          table.spot.at('parents').at(parent),
          `makes a circle of parents: ${circle}`,
          'parents without a way back',
        );
      }
    }
    done.add(key);
  };
  for (const key of tables.keys()) visit(key, []);
}
