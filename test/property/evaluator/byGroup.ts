import type { Measure } from '../../../src/model/measure';
import type { Contribution } from './contribution';
import type { Exact } from './exact';
import { add, divide, sum, whole, ZERO } from './exact';
import type { Group, Grouping } from './group';

/**
 * Group → its number. A group is listed if something contributed to it, even if its number is 0.
 */
export type ByGroup = ReadonlyMap<Group, Exact>;

/** Counts each entity once per group; other amounts add up. */
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

/** True of measures that count distinct entities, each once, however many rows it has. */
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
