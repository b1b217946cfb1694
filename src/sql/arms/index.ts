import type { Reading } from '../../plan/plan';
import type { Arm, ArmContext } from './arm';
import { distinctArm } from './distinct';
import { foldArms, isFoldable, type Foldable } from './fold';
import { movementArm } from './movement';
import { peopleArm } from './people';
import { returnArm } from './return';
import { rollingArm } from './rolling';
import { snapshotArm } from './snapshot';
import { statisticArm } from './statistic';
import { isSummed, summedArm } from './summed';

/** The arms that compute readings for a view. */
export function armsOf(context: ArmContext, all: readonly Reading[]): Arm[] {
  const wanted = all.filter((reading) => isWanted(reading, context));
  const summed = wanted.filter((reading) => isSummed(context, reading));
  const readings = wanted.filter((reading) => !summed.includes(reading));
  const folds = readings.filter((reading): reading is Foldable => isFoldable(context, reading));
  const arms = [...(summed.length > 0 ? [summedArm(context, summed)] : []), ...foldArms(context, folds)];
  for (const reading of readings) {
    if (reading.kind === 'distinct' && !isFoldable(context, reading)) arms.push(distinctArm(context, reading));
    if (reading.kind === 'rolling') arms.push(rollingArm(context, reading));
    if (reading.kind === 'statistic') arms.push(statisticArm(context, reading));
    if (reading.kind === 'movement') arms.push(movementArm(context, reading));
    if (reading.kind === 'snapshot') arms.push(snapshotArm(context, reading));
    if (reading.kind === 'return') arms.push(returnArm(context, reading));
  }
  const resting = wanted.filter(({ people }) => people);
  if (resting.length > 0) arms.push(peopleArm(context, resting, armsOf));
  return arms;
}

/** A reading of which nothing has begun takes no part. */
export function isWanted(reading: Reading, { view }: ArmContext): boolean {
  const placement = reading[view.placement];
  if (placement === null) return false;
  return placement.slotOf.some((slot) => slot > 0);
}
