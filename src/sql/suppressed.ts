import type { Formula, Plan, PlannedMetric } from '../plan/plan';
import { columnsOf, peopleColumn } from './readings/branch';
import { combine } from './conditions';
import { write } from './dialect';
import { join, name, parameter, sql, type Sql } from './fragment';
import { readingsOf, type Readings } from './metricReadings';
import { dimensionOrder } from './order';
import { keyName } from './scan/keys';

/** The current number of a metric, or that of the other period. */
export type Side = 'current' | 'previous';

interface GuardedCells {
  readonly rows: Sql;
  /** The keys that separate groups, as indexes in `groupBy`; none: there is one group. */
  readonly keys: readonly number[];
  /** Groups with the same values here are compared with each other, within a slot. */
  readonly together: readonly Sql[];
  /** Further columns to order groups by. */
  readonly last: readonly Sql[];
  /** Which rows the answer has; null: all. */
  readonly visible: Sql | null;
}

/**
 * Rows `c` with a flag for each number that must be hidden (docs/meaning.md#smallest-group): a
 * number that rests on too few people. If only one in a bucket does, the number with the next
 * fewest people is hidden too.
 */
export function guardedSql(
  plan: Plan,
  readings: Readings,
  metrics: readonly PlannedMetric[],
  cells: GuardedCells,
): Sql {
  const sides = metrics.flatMap((metric) => sidesOf(readings, metric));
  const counted = sides.map(({ side, metric, formula }) => {
    const { few, people } = restingOn(plan, readings, formula);
    return sql`${few} as ${name(`__few_${side}_of_${metric}`)}, ${people} as ${name(`__people_${side}_of_${metric}`)}`;
  });
  const flags = sides.map(({ side, metric }) => {
    const few = sql`c.${name(`__few_${side}_of_${metric}`)}`;
    const people = sql`c.${name(`__people_${side}_of_${metric}`)}`;
    return sql`${cells.keys.length === 0 ? few : withNext(plan, cells, few, people)} as ${hiddenName(metric, side)}`;
  });
  return sql`
    select ${join([sql`c.*`, ...flags], ',\n')}
    from (
      select ${join([sql`c.*`, ...counted], ',\n')}
      from ${cells.rows} as c
    ) as c
  `;
}

/** Whether a number of a guarded row must be hidden; null if it cannot be. */
export function hiddenSql(readings: Readings, metric: PlannedMetric, side: Side): Sql | null {
  return sidesOf(readings, metric).some((one) => one.side === side) ? sql`c.${hiddenName(metric.key, side)}` : null;
}

function hiddenName(metric: string, side: Side): Sql {
  return name(`__hidden_${side}_of_${metric}`);
}

interface OneSide {
  readonly metric: string;
  readonly side: Side;
  readonly formula: Formula;
}

/** The numbers that rest on people. */
function sidesOf(readings: Readings, { key: metric, current, previous }: PlannedMetric): OneSide[] {
  const all: OneSide[] = [{ metric, side: 'current', formula: current }];
  if (previous !== null) all.push({ metric, side: 'previous', formula: previous });
  return all.filter(({ formula }) => readingsOf(readings, [formula]).some(({ people }) => people));
}

/**
 * Whether some part of a number rests on too few people, and the fewest people of any part. Parts
 * without rows are ignored.
 */
function restingOn(plan: Plan, readings: Readings, formula: Formula): { few: Sql; people: Sql } {
  const size = parameter(plan.policy.smallestGroup!.size, 'int');
  const parts = readingsOf(readings, [formula])
    .filter(({ people }) => people)
    .map((reading) => ({
      contributed: sql`coalesce(c.${name(columnsOf(reading).contributed)}, 0) > 0`,
      people: sql`coalesce(c.${name(peopleColumn(reading))}, 0)`,
    }));
  const counts = parts.map(({ contributed, people }) => sql`case when ${contributed} then ${people} end`);
  return {
    few: combine(
      parts.map(({ contributed, people }) => sql`(${contributed} and ${people} < ${size})`),
      'or',
    ),
    people: write('least', counts),
  };
}

/**
 * A number that is the only hidden one of its bucket follows from the others, so one more is
 * hidden.
 */
function withNext(plan: Plan, { keys, together, last, visible }: GuardedCells, few: Sql, people: Sql): Sql {
  const isVisible = visible ?? sql`true`;
  const among = sql`partition by ${join([sql`c.slot`, ...together.map((key) => sql`c.${key}`), isVisible], ', ')}`;
  const keysOrder = keys.map((index) => {
    const key = dimensionOrder(plan, plan.groupBy[index]!, sql`c.${keyName(index)}`);
    return sql`${key} nulls last`;
  });
  const order = join([few, sql`${people} nulls last`, ...keysOrder, ...last], ', ');
  const isNext = sql`row_number() over (${among} order by ${order}) = 1 and ${people} is not null`;
  return sql`(${few} or (${isVisible} and ${write('filtered', sql`count(*)`, few)} over (${among}) = 1 and ${isNext}))`;
}
