import type { Page, Plan } from '../../plan/plan';
import { comparedAs } from '../columns';
import { write } from '../dialect';
import type { Sql } from '../fragment';
import type { PlanContext } from '../readings/branch';
import { keyName } from '../scan/keys';
import type { Kept } from '../stitch';

/** The columns that separate groups. */
export function keyColumns({ groupBy }: Plan): Sql[] {
  return keyIndexes({ groupBy }).map(keyName);
}

export function keyIndexes({ groupBy }: Pick<Plan, 'groupBy'>): number[] {
  return groupBy.map((_, index) => index);
}

/** The keys of the null group. */
export function nullKeys({ plan }: PlanContext): Sql[] {
  return plan.keyTypes.map((type) => write('nullOf', comparedAs(type)));
}

/**
 * Whether the answer has the null group even if no row contributes to it. With `perEntity`, an
 * entity without rows gets the numbers of the null group.
 */
export function hasNullGroup(plan: Plan): boolean {
  return plan.perEntity && plan.groupBy.length === 1 && (plan.fill || plan.oneBucket);
}

/** Without groups every slot is part of the answer, whether or not any row contributes to it. */
export function hasEverySlot(plan: Plan): boolean {
  return plan.groupBy.length === 0 && (plan.fill || plan.oneBucket);
}

/** The keys whose null group is kept; null: the answer has every slot. */
export function keptKeys(plan: Plan): Kept | null {
  if (hasEverySlot(plan)) return null;
  return hasNullGroup(plan) ? [keyName(0)] : [];
}

/** Groups outside `top` are computed for the shares of the others, and then left out. */
export function leavesOutGroups({ top }: Plan, { shares }: Page): boolean {
  return top !== null && !top.others && shares;
}
