import type { Top } from '../../../src/query/query';
import { cellOf } from './cells';
import { groupsIn } from './contributors';
import type { Dimensions } from './dimensions';
import type { EvaluatedRow } from './evaluated';
import type { Group, Grouping, Values } from './group';
import { groupOf, isOthers, othersOf, valuesOf } from './group';
import type { Setting } from './measured';
import { pairsOf, slotsBy, wholeOf } from './measured';
import { byKeys, byNumber } from './order';
import { hiddenIn } from './people';

/** The groups that `top` keeps, their order, and the treatment of the others. */
export interface Ranking {
  /** Rows of all other groups form one group, whatever their values under the ranked dimensions. */
  readonly grouping: Grouping;
  /** The number of groups that are not kept. */
  readonly leftOut: number;
  /** Whether the group has rows. */
  readonly isTold: (group: Group) => boolean;
  /** The rank of a row's group, from 0; others are last. */
  readonly placeOf: (row: Pick<EvaluatedRow, 'by' | 'others'>) => number;
}

export function rankingOf(setting: Setting, top: Top, dimensions: Dimensions): Ranking {
  const { groupBy } = setting.query;
  const isRanked = groupBy.map((key) => top.of.includes(key));
  const ranked = (values: Values): Values => values.filter((_, i) => isRanked[i]);
  const slots = pairsOf(setting).map((pair) => slotsBy(setting, groupOf)(pair, setting.query.grain));
  const candidates = new Set(groupsIn(slots).map((group) => groupOf(ranked(valuesOf(group)))));
  const kept = placed(setting, top, dimensions, [...candidates], (values) => groupOf(ranked(values))).slice(0, top.n);
  return {
    grouping: (values) =>
      kept.includes(groupOf(ranked(values)))
        ? groupOf(values)
        : othersOf(values.map((value, i) => (isRanked[i] ? null : value))),
    leftOut: candidates.size - kept.length,
    isTold: (group) => top.others || !isOthers(group),
    placeOf: ({ by, others }) => (others ? kept.length : kept.indexOf(groupOf(top.of.map((key) => by[key]!)))),
  };
}

/**
 * Sorts the groups by their rounded number over the range as one bucket: null last, equal groups by
 * their keys.
 */
function placed(
  setting: Setting,
  { by, of, direction }: Top,
  dimensions: Dimensions,
  groups: readonly Group[],
  grouping: Grouping,
): readonly Group[] {
  const alone = { ...setting, query: { ...setting.query, metrics: [by] } };
  const slot = slotsBy(alone, grouping)(wholeOf(setting), null);
  const hidden = hiddenIn({ ...alone, query: { ...alone.query, groupBy: of } }, slot, groups, dimensions);
  const keyed = groups.map((group) => ({
    group,
    by: Object.fromEntries(valuesOf(group).map((value, i) => [of[i]!, value])),
    decimal: cellOf(slot.measured.get(by)!, group, { shares: false, hidden: hidden(by, group) }).decimal,
  }));
  const equals = byKeys(of, dimensions);
  return keyed
    .sort((a, b) => byNumber(a.decimal, b.decimal, direction, 'last') || equals(a, b))
    .map(({ group }) => group);
}
