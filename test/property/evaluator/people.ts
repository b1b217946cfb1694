import type { Dimensions } from './dimensions';
import type { Group, Grouping } from './group';
import { isOthers, valuesOf } from './group';
import type { Measured, Setting, Slot } from './measured';
import type { Numbers } from './numbers';
import { byKeys, oneAfterAnother, othersLast } from './order';

/** The sides of a cell that must be hidden. */
export interface HiddenSides {
  readonly now: boolean;
  readonly previous: boolean;
}

export type Hidden = (metric: string, group: Group) => HiddenSides;

const NONE: HiddenSides = { now: false, previous: false };

/** The person of rows that do not reach the person dimension. */
export const ABOUT_NOBODY = '\0nobody';

/** Adds the person to a group, as text. */
export function withPerson(grouping: Grouping): Grouping {
  return (values) => JSON.stringify([grouping(values.slice(0, -1)), values.at(-1)]);
}

/**
 * The numbers of a bucket that must be hidden, by docs/meaning.md#smallest-group. Numbers of too
 * few people are hidden. If only one group is, so is the group with the next fewest people.
 */
export function hiddenIn(
  { query }: Setting,
  { byPerson }: Slot,
  groups: readonly Group[],
  dimensions: Dimensions | null,
): Hidden {
  const { smallestGroup } = query.policy;
  if (smallestGroup === null || byPerson === null) return () => NONE;
  const hiddenOn = (metric: string, side: 'now' | 'previous'): ReadonlySet<Group> => {
    const counts = groups.map((group) => ({
      group,
      ...restingOn(byPerson.get(metric)!, side, group, smallestGroup.size),
    }));
    const few = counts.filter((one) => one.few);
    if (few.length !== 1 || query.groupBy.length === 0) return new Set(few.map(({ group }) => group));
    const others = counts.filter((one) => !one.few && Number.isFinite(one.people));
    const inOrder = oneAfterAnother<(typeof counts)[number]>([
      (a, b) => a.people - b.people,
      (a, b) => byKeys(query.groupBy, dimensions!)(titled(a.group), titled(b.group)),
      (a, b) => othersLast(titled(a.group), titled(b.group)),
    ]);
    const titled = (group: Group) => ({
      by: Object.fromEntries(query.groupBy.map((key, i) => [key, valuesOf(group)[i]!])),
      others: isOthers(group),
    });
    return new Set([...few, ...others.sort(inOrder).slice(0, 1)].map(({ group }) => group));
  };
  const known = new Map<string, ReadonlySet<Group>>();
  const isHidden = (metric: string, side: 'now' | 'previous', group: Group): boolean => {
    const key = `${side} ${metric}`;
    const hidden = known.get(key) ?? hiddenOn(metric, side);
    known.set(key, hidden);
    return hidden.has(group);
  };
  return (metric, group) => ({ now: isHidden(metric, 'now', group), previous: isHidden(metric, 'previous', group) });
}

interface Resting {
  /** True if some part of the number has rows, and too few people have them. */
  readonly few: boolean;
  /**
   * The smallest number of people of any part; Infinity if no part has rows, or rows have no
   * person.
   */
  readonly people: number;
}

function restingOn(measured: Measured, side: 'now' | 'previous', group: Group, size: number): Resting {
  if (measured.kind === 'parts') {
    const parts = [...measured.parts.values()].map((part) => restingOn(part, side, group, size));
    return { few: parts.some(({ few }) => few), people: Math.min(Infinity, ...parts.map(({ people }) => people)) };
  }
  const numbers = measured[side];
  const counts = (numbers === null ? [] : partsOf(numbers)).map((part) => peopleIn([...part.keys()], group));
  return { few: counts.some((count) => count < size), people: Math.min(Infinity, ...counts) };
}

function partsOf(numbers: Numbers): readonly ReadonlyMap<Group, unknown>[] {
  if (numbers.kind === 'unbegun') return [];
  return numbers.kind === 'ratio' ? [numbers.numerator.value, numbers.denominator.value] : [numbers.value];
}

/**
 * The number of distinct people who contribute to a group, without null. Infinity if nobody
 * contributes.
 */
function peopleIn(contributors: readonly string[], group: Group): number {
  const own = contributors
    .map((one) => JSON.parse(one) as [Group, string | null])
    .filter(([of]) => of === group)
    .map(([, person]) => person);
  if (own.length === 0 || own.includes(ABOUT_NOBODY)) return Infinity;
  return own.filter((person) => person !== null).length;
}
