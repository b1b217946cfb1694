import type { Columns } from './amounts';
import { isZero, ZERO, type Exact } from './exact';

/** The people that numbers rest on, where a role has a smallest group. */
export interface People {
  /** The fewest people that a number may rest on. */
  readonly least: number;
  /** The columns of each number that rests on people. */
  readonly columns: readonly { readonly contributed: string; readonly people: string }[];
  /** The people of all suppressed groups together, by column. */
  readonly suppressed: Columns;
}

/** Something with the columns of readings. */
interface Counted {
  readonly columns: Columns;
}

/**
 * Divides the groups, which come by their contributions: those that are shown, and those that
 * become one part (docs/meaning.md#few-people).
 */
export function keepEnough<Group extends Counted>(
  people: People | null,
  groups: readonly Group[],
  top: number,
): { readonly kept: readonly Group[]; readonly folded: readonly Group[] } {
  if (people === null) return { kept: groups.slice(0, top), folded: groups.slice(top) };
  const [shown, suppressed]: [Group[], Group[]] = [[], []];
  for (const group of groups) (isSuppressed(people, group) ? suppressed : shown).push(group);
  let count = Math.min(top, shown.length);
  while (suppressed.length > 0 && count > 0 && !isEnough(people, suppressed, shown.slice(count))) count--;
  return { kept: shown.slice(0, count), folded: [...shown.slice(count), ...suppressed] };
}

function isSuppressed({ least, columns }: People, group: Counted): boolean {
  return columns.some((one) => hasRows(group, one.contributed) && isFew(group.columns.get(one.people), least));
}

/**
 * Whether the suppressed groups rest on enough people, together with some shown ones. Where a shown
 * group has rows, it has enough people itself.
 */
function isEnough(
  { least, columns, suppressed: people }: People,
  suppressed: readonly Counted[],
  shown: readonly Counted[],
): boolean {
  return columns.every((one) => {
    if (shown.some((group) => hasRows(group, one.contributed))) return true;
    return !suppressed.some((group) => hasRows(group, one.contributed)) || !isFew(people.get(one.people), least);
  });
}

function hasRows({ columns }: Counted, contributed: string): boolean {
  return !isZero(columns.get(contributed) ?? ZERO);
}

function isFew(people: Exact = ZERO, least: number): boolean {
  return people.over < BigInt(least) * people.under;
}
