import type { ProblemList } from '../problems';
import type { Spot } from '../yaml/spot';
import { orderOf } from './circles';
import { tableOf } from './events';
import type { TableDraft } from './tables';

type Tables = ReadonlyMap<string, TableDraft>;

/** Tables that a table names, each with the place where it does. */
type Named = (table: TableDraft) => readonly (readonly [table: string, spot: Spot])[];

/** A table cannot be its own ancestor, nor be made of itself: each circle is told once, where it closes. */
export function checkCycles(tables: Tables, problems: ProblemList): void {
  refuseCircles(tables, parentsOf, (spot, circle) =>
    problems.add(spot, `makes a circle of parents: ${circle}`, 'parents without a way back'),
  );
  refuseCircles(tables, madeOf, (spot, circle) =>
    problems.add(spot, `makes a circle of tables: ${circle}`, 'tables that are not made of themselves'),
  );
}

const parentsOf: Named = ({ spot, parents }) =>
  [...parents.keys()].map((parent) => [parent, spot.at('parents').at(parent)] as const);

const madeOf: Named = ({ spot, fields: { union = [], event } }) => {
  const members = union.map((key, index) => [key, spot.at('union').at(index)] as const);
  return event === undefined ? members : [...members, [tableOf(event), spot.at('event')] as const];
};

function refuseCircles(tables: Tables, named: Named, refuse: (spot: Spot, circle: string) => void): void {
  const namedBy = (key: string) => new Map(tables.has(key) ? named(tables.get(key)!) : []);
  for (const circle of orderOf(tables.keys(), (key) => namedBy(key).keys()).circles) {
    const [last, first] = circle.slice(-2) as [string, string];
    refuse(namedBy(last).get(first)!, circle.join(' → '));
  }
}
