import type { Reading } from '../../plan/plan';
import { name, sql } from '../fragment';
import { keyName } from '../scan/keys';
import { cellsSql } from '../stitch';
import { columnsOf, keysOf, peopleColumn, type Branch, type BranchContext, type BranchView } from './branch';

/**
 * How many different people readings rest on (docs/meaning.md#smallest-group): those that have rows that contribute when groups are told apart by people as well, by
 * whatever rule the reading goes. Whoever is nobody counts as none.
 */
export function peopleBranch(
  context: BranchContext,
  readings: readonly Reading[],
  branchesOf: (context: BranchContext, readings: readonly Reading[]) => Branch[],
): Branch {
  const person = context.plan.personKeyIndex!;
  const view: BranchView = { ...context.view, keys: [...new Set([...context.view.keys, person])] };
  // Each is read by itself: there are no cells by people from which others would follow.
  const alone = readings.map((reading): Reading => ({ ...reading, people: false, sumsUp: false }));
  const cells = cellsSql({
    branches: branchesOf({ ...context, view }, alone),
    extra: [],
    keys: view.keys.map(keyName),
    readings: alone,
    onlyContributing: null,
  });
  const isSomebody = sql`c.${keyName(person)} is not null`;
  return {
    slot: sql`c.slot`,
    keys: keysOf(context, 'c'),
    values: new Map(
      readings.map((reading) => {
        const contributed = sql`c.${name(columnsOf(reading).contributed)} > 0`;
        return [peopleColumn(reading), sql`count(*) filter (where ${contributed} and ${isSomebody})`];
      }),
    ),
    from: sql`
      from (
        ${cells}
      ) as c
    `,
    grouped: true,
  };
}
