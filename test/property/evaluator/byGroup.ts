import type { Measure } from '../../../src/model/registry';
import type { Contribution } from './contribution';
import type { Exact } from './exact';
import { add, divide, sum, whole, ZERO } from './exact';
import type { Group, Grouping } from './group';

/** Group → its number; a group is listed when something contributed to it, be the number 0. */
export type ByGroup = ReadonlyMap<Group, Exact>;

/** Entities are counted once a group; everything else adds up. */
export function reduced(measure: Measure, contributions: readonly Contribution[], grouping: Grouping): ByGroup {
  const byGroup = new Map<Group, Contribution[]>();
  for (const one of contributions) {
    const group = grouping(one.values);
    byGroup.set(group, [...(byGroup.get(group) ?? []), one]);
  }
  return new Map(
    [...byGroup].map(([group, all]) => [
      group,
      tellsEntitiesApart(measure)
        ? whole(new Set(all.map(({ entity }) => entity)).size)
        : sum(all.map(({ amount }) => amount)),
    ]),
  );
}

/** True of numbers of different entities, each of which counts once, whatever rows it has. */
export function tellsEntitiesApart(measure: Measure): boolean {
  if (measure.kind === 'rolling' || measure.kind === 'snapshot') return measure.entity !== null;
  return measure.kind === 'distinct';
}

export function added(all: readonly ByGroup[]): ByGroup {
  const total = new Map<Group, Exact>();
  for (const one of all) for (const [group, value] of one) total.set(group, add(total.get(group) ?? ZERO, value));
  return total;
}

export function scaled(total: ByGroup, count: number): ByGroup {
  return new Map([...total].map(([group, value]) => [group, divide(value, whole(count))]));
}
