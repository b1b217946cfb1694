import type { Scan } from '../../plan/scan';
import { counts, lookUp } from '../arrays';
import { write } from '../dialect';
import { join, name, sql, type Sql } from '../fragment';
import { alwaysKeeps } from '../scan/values';
import {
  columnsOf,
  isOneCellPerSample,
  isOnePerEntity,
  keysOf,
  slotsOf,
  sourceOf,
  type Branch,
  type BranchContext,
  type Fold,
  type OfKind,
} from './branch';

/** Values, added up by slot. */
export function valuesFold(context: BranchContext, reading: OfKind<'fold'>): Fold {
  const { value, contributed } = columnsOf(reading);
  const read = sql`s.${name(reading.value)}`;
  return {
    scan: context.scans.get(reading.scan)!,
    map: reading[context.view.placement]!.slotOf,
    columns: (kept) =>
      new Map([
        // For a count, both are the same column. The map then keeps the later entry, the sum.
        [contributed, filtered(sql`count(${read})`, [kept])],
        [value, filtered(sql`sum(${read})`, [kept])],
      ]),
  };
}

/** Entities as a sum, where each sample is one cell and each row one entity; null elsewhere. */
export function entitiesFold(context: BranchContext, reading: OfKind<'distinct'>): Fold | null {
  const scan = context.scans.get(reading.scan)!;
  const samples = reading[context.view.placement]!;
  if (!isOneCellPerSample(samples.sampleOf) || !isOnePerEntity(context, scan)) return null;
  const active = alwaysKeeps(scan, reading.keep) ? null : sql`s.${name(reading.keep)} > 0`;
  return {
    scan,
    map: slotsOf(samples),
    columns: (kept) => new Map([[columnsOf(reading).value, filtered(sql`count(s.entity)`, [active, kept])]]),
  };
}

function filtered(aggregate: Sql, conditions: readonly (Sql | null)[]): Sql {
  const real = conditions.filter((condition) => condition !== null);
  if (real.length === 0) return aggregate;
  return write('filtered', aggregate, join(real, ' and '));
}

/** One branch for the folds of a scan, unless two of them send a cell to different slots. */
export function foldBranches(context: BranchContext, folds: readonly Fold[]): Branch[] {
  const bundles: { scan: Scan; map: number[]; folds: Fold[] }[] = [];
  for (const fold of folds) {
    const agrees = (map: readonly number[]) =>
      map.every((to, cell) => to === 0 || fold.map[cell] === 0 || to === fold.map[cell]);
    const bundle = bundles.find(({ scan, map }) => scan === fold.scan && agrees(map));
    if (bundle === undefined) bundles.push({ scan: fold.scan, map: [...fold.map], folds: [fold] });
    else {
      bundle.folds.push(fold);
      fold.map.forEach((to, cell) => (bundle.map[cell] ||= to));
    }
  }
  return bundles.map((bundle) => bundleBranch(context, bundle));
}

function bundleBranch(
  context: BranchContext,
  { scan, map, folds }: { scan: Scan; map: readonly number[]; folds: readonly Fold[] },
): Branch {
  const outside = counts(map, sql`s.cell`);
  const values = folds.flatMap((fold) => {
    const partial = fold.map.some((to, cell) => to !== map[cell]);
    return [...fold.columns(partial ? counts(fold.map, sql`s.cell`) : null)];
  });
  return {
    slot: lookUp(map, sql`s.cell`),
    keys: keysOf(context, 's'),
    values: new Map(values),
    from:
      outside === null
        ? sql`from ${sourceOf(context, scan)} as s`
        : sql`
        from ${sourceOf(context, scan)} as s
        where ${outside}
      `,
    grouped: true,
  };
}
