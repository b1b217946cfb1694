import type { Reading } from '../../plan/plan';
import type { Branch, BranchContext } from './branch';
import { distinctBranch } from './distinct';
import { foldBranches, isFoldable, type Foldable } from './fold';
import { movementBranch } from './movement';
import { peopleBranch } from './people';
import { returnBranch } from './return';
import { rollingBranch } from './rolling';
import { snapshotBranch } from './snapshot';
import { statisticBranch } from './statistic';
import { isSummed, summedBranch } from './summed';

/** The arms that compute readings for a view. */
export function branchesOf(context: BranchContext, all: readonly Reading[]): Branch[] {
  const wanted = all.filter((reading) => isWanted(reading, context));
  const summed = wanted.filter((reading) => isSummed(context, reading));
  const readings = wanted.filter((reading) => !summed.includes(reading));
  const folds = readings.filter((reading): reading is Foldable => isFoldable(context, reading));
  const branches = [...(summed.length > 0 ? [summedBranch(context, summed)] : []), ...foldBranches(context, folds)];
  for (const reading of readings) {
    if (reading.kind === 'distinct' && !isFoldable(context, reading)) branches.push(distinctBranch(context, reading));
    if (reading.kind === 'rolling') branches.push(rollingBranch(context, reading));
    if (reading.kind === 'statistic') branches.push(statisticBranch(context, reading));
    if (reading.kind === 'movement') branches.push(movementBranch(context, reading));
    if (reading.kind === 'snapshot') branches.push(snapshotBranch(context, reading));
    if (reading.kind === 'return') branches.push(returnBranch(context, reading));
  }
  const withPeople = wanted.filter(({ people }) => people);
  if (withPeople.length > 0) branches.push(peopleBranch(context, withPeople, branchesOf));
  return branches;
}

/** A reading of which nothing has begun takes no part. */
export function isWanted(reading: Reading, { view }: BranchContext): boolean {
  const placement = reading[view.placement];
  if (placement === null) return false;
  return placement.slotOf.some((slot) => slot > 0);
}
