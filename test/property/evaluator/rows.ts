import { cellOf } from './cells';
import { groupsIn, groupsOf } from './contributors';
import type { EvaluatedRow } from './evaluated';
import type { Group } from './group';
import { groupOf, isOthers, valuesOf } from './group';
import type { Dimensions } from './dimensions';
import type { Setting, Slot } from './measured';
import type { Hidden } from './people';
import { hiddenIn } from './people';
import type { Ranking } from './ranking';

/** The groups of the answer: those with contributions, without those that `top` leaves out. */
export function groupsOfAnswer({ query }: Setting, slots: readonly Slot[], ranking: Ranking | null): readonly Group[] {
  if (query.groupBy.length === 0) return [groupOf([])];
  return groupsIn(slots).filter((group) => ranking === null || ranking.isTold(group));
}

/** The rows of one bucket, of the groups that have one there. */
export function rowsIn(
  setting: Setting,
  slot: Slot,
  groups: readonly Group[],
  dimensions: Dimensions,
): readonly EvaluatedRow[] {
  const { grain, groupBy, fill, asOf } = setting.query;
  const isAlwaysGiven = (fill && slot.bucket.start <= asOf) || (grain === null && groupBy.length === 0);
  const present = new Set([...slot.measured.values()].flatMap(groupsOf));
  const given = groups.filter((group) => isAlwaysGiven || present.has(group));
  const hidden = hiddenIn(setting, slot, given, dimensions);
  return given.map((group) => rowOf(setting, slot, group, hidden));
}

export function rowOf({ query }: Setting, { bucket, measured }: Slot, group: Group, hidden: Hidden): EvaluatedRow {
  const values = valuesOf(group);
  return {
    time: { ...bucket, complete: bucket.end <= query.asOf },
    by: Object.fromEntries(query.groupBy.map((key, i) => [key, values[i]!])),
    others: isOthers(group),
    cells: Object.fromEntries(
      [...measured].map(([key, one]) => [key, cellOf(one, group, { ...query, hidden: hidden(key, group) })]),
    ),
  };
}
