import type { ColumnType } from '../../model/table';
import type { Ints, Reading, Scan } from '../../plan/plan';
import { entry, isIdentity, lookUp } from '../arrays';
import { columnOf } from '../columns';
import { write } from '../dialect';
import { join, name, ordinals, parameter, sql, type Sql } from '../fragment';
import { keysOf, sourceOf, type Branch, type BranchContext, type Bundled, type OfKind } from '../readings/branch';
import { entitiesFold } from '../readings/fold';
import { rollingBranch } from '../readings/rolling';
import { alwaysKeeps } from '../scan/values';

/** The samples of a reading: a cell belongs to those from `from` to before `until`. */
interface Samples {
  readonly reading: Reading;
  readonly from: Ints;
  readonly until: Ints;
  readonly slotOf: Ints;
}

/** Entities of windows as states; rows of windows as in `readings/rolling.ts`. */
export function rollingStates(context: BranchContext, reading: OfKind<'rolling'>): Bundled | Branch {
  const { weight } = reading;
  if (weight.kind === 'values') return rollingBranch(context, reading);
  return entityStates(context, { reading, ...reading[context.view.placement]! }, weight.keep);
}

/** Entities of samples of several cells as states; those of single cells as a sum. */
export function distinctStates(context: BranchContext, reading: OfKind<'distinct'>) {
  const { sampleOf, slotOf } = reading[context.view.placement]!;
  const until = sampleOf.map((sample) => (sample === 0 ? 0 : sample + 1));
  return (
    entitiesFold(context, reading) ?? entityStates(context, { reading, from: sampleOf, until, slotOf }, reading.keep)
  );
}

/**
 * A state holds the different entities of a cell. It is made once, and each sample unites the
 * states of its cells, for all readings of the same entities. The sweep of `readings/rolling.ts`
 * would take ten times as long here.
 */
function entityStates(context: BranchContext, samples: Samples, keep: string): Bundled<Samples> {
  const scan = context.scans.get(samples.reading.scan)!;
  return {
    bundle: `${scan.id} ${keep}`,
    own: samples,
    together: (all) => statesBranch(context, scan, keep, all),
  };
}

function statesBranch(context: BranchContext, scan: Scan, keep: string, all: readonly Samples[]): Branch {
  const { type } = columnOf(context.registry, scan.table, scan.entity!);
  const kept = [sql`s.entity is not null`, ...(alwaysKeeps(scan, keep) ? [] : [sql`s.${name(keep)} > 0`])];
  const stacked = stack(all);
  const ranges = stacked.map(
    ({ from, until }) => sql`range(${entry(from, sql`c.cell`)}, ${entry(until, sql`c.cell`)})`,
  );
  const samples = ranges.length === 1 ? ranges[0]! : sql`arrayConcat(${join(ranges, ', ')})`;
  const united = sql`
    select ${join([sql`n.sample as sample`, ...keysOf(context, 'c'), sql`${STATES[type].united} as entities`], ', ')}
    from (
      select ${join([sql`s.cell`, ...keysOf(context, 's'), sql`${STATES[type].made} as state`], ', ')}
      from ${sourceOf(context, scan)} as s
      where ${join(kept, ' and ')}
      group by ${ordinals(context.view.keys.length + 1)}
    ) as c
    array join ${samples} as ${name('n.sample')}
    group by ${ordinals(context.view.keys.length + 1)}
  `;
  const slotOf = all.flatMap((one) => one.slotOf);
  const one = all.length === 1 && isIdentity(slotOf);
  const value = ({ first, last }: Stacked): Sql => {
    if (one) return sql`u.entities`;
    const sum = sql`sum(u.entities)`;
    if (all.length === 1) return sum;
    const isOwn = sql`u.sample between ${parameter(first, 'int')} and ${parameter(last, 'int')}`;
    return write('filtered', sum, isOwn);
  };
  return {
    slot: lookUp(slotOf, sql`u.sample`),
    keys: keysOf(context, 'u'),
    values: new Map(stacked.map((samples, index) => [all[index]!.reading.id, value(samples)])),
    from: sql`
      from (
        ${united}
      ) as u
    `,
    grouped: !one,
  };
}

interface Stacked {
  readonly from: Ints;
  readonly until: Ints;
  /** The numbers of its samples among those of all readings. */
  readonly first: number;
  readonly last: number;
}

/** The samples of all readings, numbered one after the other. */
function stack(all: readonly Samples[]): Stacked[] {
  let before = 0;
  return all.map(({ from, until, slotOf }) => {
    const first = before + 1;
    const moved = (numbers: Ints, isUsed: (cell: number) => boolean) =>
      numbers.map((sample, cell) => (isUsed(cell) ? first - 1 + sample : 0));
    const isUsed = (cell: number) => from[cell]! < until[cell]!;
    before += slotOf.length;
    return { from: moved(from, isUsed), until: moved(until, isUsed), first, last: before };
  });
}

interface States {
  readonly made: Sql;
  readonly united: Sql;
}

/** Whole numbers are bits; a negative one has a bit of its own too. */
const BITMAPS: States = {
  made: sql`groupBitmapState(toUInt64(assumeNotNull(s.entity)))`,
  united: sql`groupBitmapMerge(c.state)`,
};

const SETS: States = { made: sql`uniqExactState(s.entity)`, united: sql`uniqExactMerge(c.state)` };

const STATES: { readonly [T in ColumnType]: States } = {
  bigint: BITMAPS,
  integer: BITMAPS,
  numeric: SETS,
  text: SETS,
  enum: SETS,
  uuid: SETS,
  boolean: SETS,
  date: SETS,
  timestamp: SETS,
  timestamptz: SETS,
};
