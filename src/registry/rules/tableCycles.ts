import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { topologicalOrder } from './topologicalOrder';
import { tableOf } from './events';
import type { TableDraft, TableDrafts } from './tableDraft';

/** The tables that a table names, each with the spot of the reference. */
type ReferencesOf = (table: TableDraft) => readonly (readonly [table: string, spot: Spot])[];

/**
 * A table can be neither its own ancestor nor its own source. Reports each cycle once, at the
 * reference that closes it.
 */
export function checkTableCycles(tables: TableDrafts, problems: ProblemList): void {
  reportCycles(tables, parentsOf, (spot, cycle) =>
    problems.add(spot, `makes a cycle of parents: ${cycle}`, 'parents without a cycle'),
  );
  reportCycles(tables, sourceTablesOf, (spot, cycle) =>
    problems.add(spot, `makes a cycle of tables: ${cycle}`, 'tables without a cycle'),
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
