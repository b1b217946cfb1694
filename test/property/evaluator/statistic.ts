import type { Statistic } from '../../../src/model/measure';
import type { Contribution } from './contribution';
import type { Exact } from './exact';
import { add, compare, divide, floor, multiply, parse, subtract, sum, whole } from './exact';
import type { Group, Grouping } from './group';
import type { ByGroup } from './byGroup';

/**
 * The statistic of each group's values, from the contributions of each native bucket. A group
 * without a value is not listed.
 */
export function statisticsOf(
  measure: Statistic,
  buckets: readonly (readonly Contribution[])[],
  grouping: Grouping,
): ByGroup {
  const values = new Map<Group, readonly Exact[]>();
  for (const contributions of buckets)
    for (const [group, found] of measure.per === null
      ? eachIn(contributions, grouping)
      : totalsIn(contributions, grouping))
      values.set(group, [...(values.get(group) ?? []), ...found]);
  return new Map([...values].map(([group, all]) => [group, statisticOf(measure, all)]));
}

/** The value of every row. */
function eachIn(contributions: readonly Contribution[], grouping: Grouping): ReadonlyMap<Group, readonly Exact[]> {
  const values = new Map<Group, readonly Exact[]>();
  for (const one of contributions) {
    const group = grouping(one.values);
    values.set(group, [...(values.get(group) ?? []), one.amount]);
  }
  return values;
}

/** One value per entity: the sum of its rows in one bucket and group. */
function totalsIn(contributions: readonly Contribution[], grouping: Grouping): ReadonlyMap<Group, readonly Exact[]> {
  const totals = new Map<Group, Map<string, Exact>>();
  for (const one of contributions) {
    const group = grouping(one.values);
    const ofGroup = totals.get(group) ?? new Map<string, Exact>();
    const before = ofGroup.get(one.entity!);
    ofGroup.set(one.entity!, before === undefined ? one.amount : add(before, one.amount));
    totals.set(group, ofGroup);
  }
  return new Map([...totals].map(([group, ofGroup]) => [group, [...ofGroup.values()]]));
}

/** Exact; there is at least one value. */
function statisticOf({ fn, fraction }: Statistic, values: readonly Exact[]): Exact {
  const inOrder = [...values].sort(compare);
  switch (fn) {
    case 'avg':
      return divide(sum(values), whole(values.length));
    case 'min':
      return inOrder[0]!;
    case 'max':
      return inOrder.at(-1)!;
    case 'percentile':
      return standingAt(inOrder, multiply(parse(fraction!), whole(values.length - 1)));
    case 'discretePercentile':
      return firstReaching(inOrder, multiply(parse(fraction!), whole(values.length)));
  }
}

/** The values have the positions 0, 1, 2 …; values between two positions are interpolated. */
function standingAt(inOrder: readonly Exact[], place: Exact): Exact {
  const below = floor(place);
  const [left, right] = [inOrder[below]!, inOrder[below + 1]];
  if (right === undefined) return left;
  return add(left, multiply(subtract(right, left), subtract(place, whole(below))));
}

/** The least value that so many values do not exceed. */
function firstReaching(inOrder: readonly Exact[], wanted: Exact): Exact {
  const reaches = (value: Exact) =>
    compare(whole(inOrder.filter((one) => compare(one, value) <= 0).length), wanted) >= 0;
  return inOrder.find(reaches)!;
}
