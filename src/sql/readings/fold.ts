import type { Ints, Reading, Scan } from '../../plan/plan';
import { counts, lookUp } from '../arrays';
import { name, sql, type Sql } from '../fragment';
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
  type OfKind,
} from './branch';

export type Foldable = OfKind<'fold'> | OfKind<'distinct'>;

/** A reading that is a sum over reduced rows, each counting to the slot of its cell. */
interface Fold {
  readonly scan: Scan;
  readonly map: Ints;
  /** Aggregates by column; `kept` is the condition on reduced rows, if the map leaves any out. */
  readonly columns: (kept: Sql | null) => ReadonlyMap<string, Sql>;
}

/** Values add up; distinct entities do where each sample is one cell and a row one entity. */
export function isFoldable(context: BranchContext, reading: Reading): boolean {
  if (reading.kind === 'fold') return true;
  if (reading.kind !== 'distinct') return false;
  const scan = context.scans.get(reading.scan)!;
  return isOneCellPerSample(reading[context.view.placement]!.sampleOf) && isOnePerEntity(context, scan);
}

/** Sums over reduced rows. Those of one scan share an arm unless they send a cell to different slots. */
export function foldBranches(context: BranchContext, readings: readonly Foldable[]): Branch[] {
  const bundles: { scan: Scan; map: number[]; folds: Fold[] }[] = [];
  for (const fold of readings.map((reading) => foldOf(context, reading))) {
    const agrees = (map: Ints) => map.every((to, cell) => to === 0 || fold.map[cell] === 0 || to === fold.map[cell]);
    const bundle = bundles.find(({ scan, map }) => scan === fold.scan && agrees(map));
    if (bundle === undefined) bundles.push({ scan: fold.scan, map: [...fold.map], folds: [fold] });
    else {
      bundle.folds.push(fold);
      fold.map.forEach((to, cell) => (bundle.map[cell] ||= to));
    }
  }
  return bundles.map(({ scan, map, folds }) => {
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
  });
}

function foldOf(context: BranchContext, reading: Foldable): Fold {
  const scan = context.scans.get(reading.scan)!;
  const { value, contributed } = columnsOf(reading);
  const filtered = (aggregate: Sql, conditions: readonly (Sql | null)[]) => {
    const real = conditions.filter((condition) => condition !== null);
    if (real.length === 0) return aggregate;
    return sql`${aggregate} filter (where ${real.reduce((all, one) => sql`${all} and ${one}`)})`;
  };
  if (reading.kind === 'fold') {
    const { slotOf } = reading[context.view.placement]!;
    const read = sql`s.${name(reading.value)}`;
    const columns = (kept: Sql | null) =>
      new Map([
        // Of a count the two are one column, and the sum stands.
        [contributed, filtered(sql`count(${read})`, [kept])],
        [value, filtered(sql`sum(${read})`, [kept])],
      ]);
    return { scan, map: slotOf, columns };
  }
  const map = slotsOf(reading[context.view.placement]!);
  const active = alwaysKeeps(scan, reading.keep) ? null : sql`s.${name(reading.keep)} > 0`;
  return { scan, map, columns: (kept) => new Map([[value, filtered(sql`count(s.entity)`, [active, kept])]]) };
}
