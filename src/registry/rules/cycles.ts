import type { ProblemList } from '../problems';
import { orderOf } from './circles';
import type { TableDraft } from './tables';

/** A table cannot be its own ancestor: each circle of parents is told once, where it closes. */
export function checkCycles(tables: ReadonlyMap<string, TableDraft>, problems: ProblemList): void {
  for (const circle of orderOf(tables.keys(), (key) => tables.get(key)?.parents.keys() ?? []).circles) {
    const [last, first] = circle.slice(-2) as [string, string];
    const wrong = `makes a circle of parents: ${circle.join(' → ')}`;
    problems.add(tables.get(last)!.spot.at('parents').at(first), wrong, 'parents without a way back');
  }
}
