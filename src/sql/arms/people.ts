import type { Reading } from '../../plan/plan';
import { name, sql } from '../fragment';
import { keyName } from '../scan/keys';
import { cellsSql } from '../stitch';
import { columnsOf, keysOf, peopleColumn, type Arm, type ArmContext, type View } from './arm';

/**
 * How many different people readings rest on (docs/meaning.md#smallest-group): those that have rows that contribute when groups are told apart by people as well, by
 * whatever rule the reading goes. Whoever is nobody counts as none.
 */
export function peopleArm(
  context: ArmContext,
  readings: readonly Reading[],
  armsOf: (context: ArmContext, readings: readonly Reading[]) => Arm[],
): Arm {
  const person = context.plan.person!;
  const view: View = { ...context.view, keys: [...new Set([...context.view.keys, person])] };
  // Each is read by itself: there are no cells by people from which others would follow.
  const alone = readings.map((reading): Reading => ({ ...reading, people: false, sumsUp: false }));
  const cells = cellsSql({
    arms: armsOf({ ...context, view }, alone),
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
        const seen = sql`c.${name(columnsOf(reading).seen)} > 0`;
        return [peopleColumn(reading), sql`count(*) filter (where ${seen} and ${isSomebody})`];
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
