import type { Reading } from '../../plan/reading';
import {
  columnsOf,
  peopleColumn,
  type Branch,
  type BranchContext,
  type Bundled,
  type Fold,
  type OfKind,
  type ReadingBranches,
} from './branch';
import { activityBranch } from './activity';
import { distinctBranch } from './distinct';
import { entitiesFold, foldBranches, valuesFold } from './fold';
import { movementBranch } from './movement';
import { peopleBranch, readByPerson, viewByPerson } from './people';
import { returnBranch } from './return';
import { rollingBranch } from './rolling';
import { snapshotBranch } from './snapshot';
import { statisticBranch } from './statistic';
import { isSummed, summedBranch } from './summed';

/** Every kind of reading in standard SQL. */
const READINGS: ReadingBranches = {
  fold: valuesFold,
  distinct: (context, reading) => entitiesFold(context, reading) ?? distinctBranch(context, reading),
  rolling: rollingBranch,
  statistic: statisticBranch,
  snapshot: snapshotBranch,
  movement: movementBranch,
  return: returnBranch,
  activity: activityBranch,
};

/** The branches that compute readings for a view, and how many people these rest on. */
export function branchesOf(context: BranchContext, all: readonly Reading[]): Branch[] {
  const wanted = all.filter((reading) => isWanted(reading, context));
  return [
    ...valueBranches(context, wanted),
    ...peopleBranches(
      context,
      wanted.filter(({ people }) => people),
    ),
  ];
}

/** The branch that counts the people of readings; none if there are no readings. */
export function peopleBranches(context: BranchContext, readings: readonly Reading[]): Branch[] {
  if (readings.length === 0) return [];
  const byPerson = valueBranches(viewByPerson(context), readByPerson(readings));
  const branch = peopleBranch(context, readings, byPerson);
  checkColumns([branch], readings, (reading) => [peopleColumn(reading)]);
  return [branch];
}

/** A reading takes no part in a view if none of its slots there has begun. */
export function isWanted(reading: Reading, { view }: BranchContext): boolean {
  const placement = reading[view.placement];
  if (placement === null) return false;
  // Some of its samples are among the cells, which have begun.
  if (reading.isKept && view.placement === 'rangeTotal') return true;
  return placement.slotOf.some((slot) => slot > 0);
}

function valueBranches(context: BranchContext, readings: readonly Reading[]): Branch[] {
  const summed: Reading[] = [];
  const folds: Fold[] = [];
  const own: Branch[] = [];
  const bundles = new Map<string, Bundled[]>();
  for (const reading of readings) {
    if (isSummed(context, reading)) {
      summed.push(reading);
      continue;
    }
    // The scans lack the time of the kept cells.
    if (reading.isKept && (context.view.placement === 'rangeTotal' || context.view.othersSuffix !== null)) {
      throw new Error(`the reading "${reading.id}" is kept, and does not follow from its cells`);
    }
    const computed = compute(reading.kind, context, reading);
    if ('map' in computed) folds.push(computed);
    else if ('bundle' in computed) bundles.set(computed.bundle, [...(bundles.get(computed.bundle) ?? []), computed]);
    else own.push(computed);
  }
  const branches = [
    ...(summed.length > 0 ? [summedBranch(context, summed)] : []),
    ...foldBranches(context, folds),
    ...[...bundles.values()].map((all) => all[0]!.together(all.map((one) => one.own))),
    ...own,
  ];
  checkColumns(branches, readings, (reading) => Object.values(columnsOf(reading)));
  return branches;
}

function compute<K extends Reading['kind']>(
  kind: K,
  context: BranchContext,
  reading: OfKind<K>,
): Fold | Bundled | Branch {
  const own: ReadingBranches[K] | undefined = context.dialectReadings[kind];
  return (own ?? READINGS[kind])(context, reading);
}

/** Throws if no branch computes a column: the statement would silently return 0 or null. */
function checkColumns(
  branches: readonly Branch[],
  readings: readonly Reading[],
  columnsOfReading: (reading: Reading) => readonly string[],
): void {
  for (const reading of readings) {
    const missing = columnsOfReading(reading).find((column) => !branches.some(({ values }) => values.has(column)));
    if (missing !== undefined) throw new Error(`no branch computes "${missing}", a reading of kind "${reading.kind}"`);
  }
}
