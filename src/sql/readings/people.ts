import type { Reading } from '../../plan/reading';
import { write } from '../dialect';
import { name, sql } from '../fragment';
import { keyName } from '../scan/keys';
import { cellsSql } from '../stitch';
import { columnsOf, keysOf, peopleColumn, type Branch, type BranchContext } from './branch';

/** The same view, in which the person separates groups too. */
export function viewByPerson(context: BranchContext): BranchContext {
  const { keys } = context.view;
  const personKey = context.plan.personKeyIndex!;
  if (keys.includes(personKey)) return context;
  return { ...context, view: { ...context.view, keys: [...keys, personKey], personKey } };
}

/**
 * The same readings for branches that group by person. There are no cells by person, so `sumsUp` is
 * false.
 */
export function readByPerson(readings: readonly Reading[]): Reading[] {
  return readings.map((reading) => ({ ...reading, people: false, sumsUp: false }));
}

/**
 * How many different people each reading rests on (docs/meaning.md#smallest-group): the people with
 * rows that contribute to it. Rows without a person count as nobody. `byPerson` has the branches of
 * {@link readByPerson} for {@link viewByPerson}.
 */
export function peopleBranch(
  context: BranchContext,
  readings: readonly Reading[],
  byPerson: readonly Branch[],
): Branch {
  const cells = cellsSql({
    branches: byPerson,
    extra: [],
    keys: viewByPerson(context).view.keys.map(keyName),
    readings: readByPerson(readings),
    onlyContributing: null,
  });
  const isSomebody = sql`c.${keyName(context.plan.personKeyIndex!)} is not null`;
  return {
    slot: sql`c.slot`,
    keys: keysOf(context, 'c'),
    values: new Map(
      readings.map((reading) => {
        const contributed = sql`c.${name(columnsOf(reading).contributed)} > 0`;
        return [peopleColumn(reading), write('filtered', sql`count(*)`, sql`${contributed} and ${isSomebody}`)];
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
