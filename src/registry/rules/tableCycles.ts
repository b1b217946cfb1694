import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { topologicalOrder } from './topologicalOrder';
import { tableOf } from './events';
import type { TableDraft, TableDrafts } from './tableDraft';

/** Tables that a table names, each with the place where it does. */
type ReferencesOf = (table: TableDraft) => readonly (readonly [table: string, spot: Spot])[];

/** A table cannot be its own ancestor, nor be made of itself: each circle is told once, where it closes. */
export function checkTableCycles(tables: TableDrafts, problems: ProblemList): void {
  reportCycles(tables, parentsOf, (spot, cycle) =>
    problems.add(spot, `makes a circle of parents: ${cycle}`, 'parents without a way back'),
  );
  reportCycles(tables, sourceTablesOf, (spot, cycle) =>
    problems.add(spot, `makes a circle of tables: ${cycle}`, 'tables that are not made of themselves'),
  );
}

const parentsOf: ReferencesOf = ({ spot, parents }) =>
  [...parents.keys()].map((parent) => [parent, spot.at('parents').at(parent)] as const);

const sourceTablesOf: ReferencesOf = ({ spot, fields: { union = [], event } }) => {
  const members = union.map((key, index) => [key, spot.at('union').at(index)] as const);
  return event === undefined ? members : [...members, [tableOf(event), spot.at('event')] as const];
};

function reportCycles(
  tables: TableDrafts,
  referencesOf: ReferencesOf,
  report: (spot: Spot, cycle: string) => void,
): void {
  const referencesFrom = (key: string) => new Map(tables.has(key) ? referencesOf(tables.get(key)!) : []);
  for (const cycle of topologicalOrder(tables.keys(), (key) => referencesFrom(key).keys()).cycles) {
    const [last, first] = cycle.slice(-2) as [string, string];
    report(referencesFrom(last).get(first)!, cycle.join(' → '));
  }
}
