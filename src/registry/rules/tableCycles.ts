import type { TableSource } from '../../model/table';
import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { topologicalOrder } from './topologicalOrder';
import { tableOf } from './events';
import type { TableDraft, TableDrafts } from './tableDraft';

/** The tables that a table names, each with the spot that names it. */
type ReferencesOf = (table: TableDraft) => readonly (readonly [table: string, spot: Spot])[];

/**
 * A table cannot be its own ancestor, nor be made from itself. Each cycle is one problem, at the
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

/** A wrong declaration may have several sources, so each kind is read. */
const sourceTablesOf: ReferencesOf = (table) =>
  Object.values(REFERENCES).flatMap((referencesOf) => referencesOf(table));

const REFERENCES: { readonly [K in TableSource['kind']]: ReferencesOf } = {
  relation: () => [],
  sql: () => [],
  union: ({ spot, fields: { union = [] } }) => union.map((key, index) => [key, spot.at('union').at(index)] as const),
  event: ({ spot, fields: { event } }) => (event === undefined ? [] : [[tableOf(event), spot.at('event')] as const]),
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
