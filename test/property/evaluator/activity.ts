import type { Activity } from '../../../src/model/measure';
import type { Bucket } from './calendar';
import type { ByGroup } from './byGroup';
import { instantOf, textOf } from './data';
import { ONE, sum } from './exact';
import type { Fact } from './facts';
import type { Group, Grouping } from './group';
import { hasCome, type Moment } from './moment';

/** A bucket, and the native bucket before it. */
export interface Pair {
  readonly bucket: Bucket;
  readonly before: Bucket;
  readonly asOf: Moment;
}

/** The groups of the answer, and those that decide about an entity: without the person. */
export interface Groupings {
  readonly grouping: Grouping;
  readonly deciding: Grouping;
}

interface Active {
  readonly at: number;
  readonly group: Group;
}

/** The number of entities with a pattern of activity, in each group that has one. */
export function activitiesOf(
  measure: Activity,
  facts: readonly Fact[],
  { grouping, deciding }: Groupings,
  { bucket, before, asOf }: Pair,
): ByGroup {
  const byEntity = new Map<string, Active[]>();
  for (const { kept, row, values } of facts) {
    const [entity, at] = [textOf(row, measure.entity), instantOf(row, measure.at)];
    if (!kept || entity === null || at === null || !hasCome(asOf, at)) continue;
    const key = JSON.stringify([deciding(values), entity]);
    byEntity.set(key, [...(byEntity.get(key) ?? []), { at, group: grouping(values) }]);
  }
  const inside = (all: readonly Active[], { start, end }: Bucket) => all.filter(({ at }) => at >= start && at < end);
  const counted = new Map<Group, number>();
  for (const active of byEntity.values()) {
    const [now, just] = [inside(active, bucket), inside(active, before)];
    const ever = active.some(({ at }) => at < bucket.start);
    const is: { readonly [I in Activity['is']]: boolean } = {
      new: now.length > 0 && !ever,
      retained: now.length > 0 && just.length > 0,
      resurrected: now.length > 0 && just.length === 0 && ever,
      dormant: just.length > 0 && now.length === 0,
    };
    if (!is[measure.is]) continue;
    // Its rows of the bucket contribute; who is dormant has those of the bucket before.
    const groups = new Set((measure.is === 'dormant' ? just : now).map(({ group }) => group));
    for (const group of groups) counted.set(group, (counted.get(group) ?? 0) + 1);
  }
  return new Map([...counted].map(([group, count]) => [group, sum(Array.from({ length: count }, () => ONE))]));
}
