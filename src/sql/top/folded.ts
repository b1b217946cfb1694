import type { Reading } from '../../plan/reading';
import type { Top } from '../../query/query';
import { combine } from '../conditions';
import { join, name, NOTHING, sql, type Sql } from '../fragment';
import { branchesOf, isWanted, peopleBranches } from '../readings';
import { peopleColumn, type BranchContext, type BranchView, type PlanContext } from '../readings/branch';
import { addedUp, branchSql, contributes, readingColumns } from '../stitch';
import type { Stitched } from '../stitched';
import { othersKeys, PEOPLE_SUFFIX, recomputedForOthers } from './others';
import { RANK, rankedKey, rankedKeys } from './ranked';

export interface FoldInput {
  readonly cells: string;
  /** The CTE with the kept groups. */
  readonly top: string;
  readonly placement: BranchView['placement'];
  /** The end of the names of scans without the kept groups. */
  readonly othersSuffix: string;
  /** The other groups are dropped. */
  readonly leftOut: boolean;
}

/**
 * Cells in which all groups that `top` does not keep are folded into one group, `others`, which has
 * no rank. Readings that add up over groups are added up; the other readings are computed again
 * from the scans without the kept groups.
 */
export function foldedSql(context: PlanContext, { keys, readings }: Stitched, top: Top, from: FoldInput): Sql {
  const { plan } = context;
  const columns = readingColumns(readings);
  const ranked = rankedKeys(plan, top);
  const recomputed = recomputedForOthers(context, top, readings);
  const withPeople = readings.filter(({ people }) => people);
  // People are counted again even where the reading adds up.
  const notAddedUp = new Set([...readingColumns(recomputed), ...withPeople.map(peopleColumn)]);
  const isKept = sql`t.${RANK} is not null`;
  const own = keys.map((key, index) =>
    ranked.includes(index) && !from.leftOut ? sql`case when ${isKept} then c.${key} end` : sql`c.${key}`,
  );
  const values = columns.map((column) =>
    notAddedUp.has(column) && !from.leftOut
      ? sql`case when ${isKept} then c.${name(column)} end`
      : sql`c.${name(column)}`,
  );
  const found = sql`
    select ${join([sql`c.slot`, ...own, sql`t.${RANK}`, ...values], ', ')}
    from ${name(from.cells)} as c
    ${from.leftOut ? sql`join` : sql`left join`} ${name(from.top)} as t on t.key = ${rankedKey(context, top, 'c')}
  `;
  const all = [...keys, RANK];
  if (from.leftOut) return found;
  if (!top.others) return addedUp([found], all, columns);
  const view: BranchView = {
    placement: from.placement,
    keys: othersKeys(plan, top),
    personKey: null,
    othersSuffix: from.othersSuffix,
    cells: from.cells,
  };
  const numbers = branchesOf({ ...context, view }, recomputed.map(withoutPeople));
  const people: BranchContext = { ...context, view: { ...view, othersSuffix: `${from.othersSuffix}${PEOPLE_SUFFIX}` } };
  const counted = withPeople.filter((reading) => isWanted(reading, people));
  const othersSelects = [...numbers, ...peopleBranches(people, counted)].map((branch) => {
    const branchKeys = keys.map((_, index) => (ranked.includes(index) ? null : branch.keys[view.keys.indexOf(index)]!));
    return branchSql(branch, [...branchKeys, null], columns, false);
  });
  // If none of the folded groups has rows in a slot, the slot has no row for others.
  const contributing = from.placement === 'rows' ? sql`having ${combine(readings.map(contributes), 'or')}` : NOTHING;
  return sql`
    ${addedUp([found, ...othersSelects], all, columns)}
    ${contributing}
  `;
}

function withoutPeople(reading: Reading): Reading {
  return { ...reading, people: false };
}
