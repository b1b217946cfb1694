import type { Formula, Plan, PlannedMetric } from '../plan/plan';
import { columnsOf, peopleColumn } from './readings/branch';
import { combine } from './conditions';
import { write } from './dialect';
import { join, name, parameter, sql, type Sql } from './fragment';
import { readingsOf, type Readings } from './metricReadings';
import { dimensionOrder } from './order';
import { keyName } from './scan/keys';

/** What of a metric: its number, or that of the other period. */
export type Side = 'current' | 'previous';

interface GuardedCells {
  readonly rows: Sql;
  /** The keys that groups are told apart by, by their places; none: there is one group. */
  readonly keys: readonly number[];
  /** Columns of which groups that share them are a bucket, beside the slot. */
  readonly together: readonly Sql[];
  /** Orders groups after their keys. */
  readonly last: readonly Sql[];
  /** Which rows are told at all; null: all. */
  readonly visible: Sql | null;
}

/**
 * Rows `c` with a column for each number that must not be told (docs/meaning.md#smallest-group): what rests on too few people, and, where that is only one of a bucket,
 * what rests on the next fewest.
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

/** Whether a number of a guarded row must not be told; null where that cannot be. */
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

/** Whether any part of a number has rows, and of too few people; and the fewest that any part with rows rests on. */
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

/** If it is the only one of its bucket, others would give it away: the next goes with it. */
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
