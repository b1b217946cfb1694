import type { Ints, Reading } from '../../plan/reading';
import type { Scan } from '../../plan/scan';
import { entry, isIdentity, lookUp } from '../arrays';
import { write } from '../dialect';
import { join, name, ordinals, parameter, sql, type Sql } from '../fragment';
import {
  isOneCellPerSample,
  isOnePerEntity,
  keysOf,
  slotsOf,
  sourceOf,
  type Branch,
  type BranchContext,
  type Bundled,
  type Fold,
  type OfKind,
} from '../readings/branch';
import { entitiesFold } from '../readings/fold';
import { rollingBranch } from '../readings/rolling';
import { stateName } from '../scan/entityStates';
import { alwaysKeeps } from '../scan/values';
import { scanStates, unitedState, type State } from './entityStates';

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
    countsFold(context, reading) ??
    entitiesFold(context, reading) ??
    entityStates(context, { reading, from: sampleOf, until, slotOf }, reading.keep)
  );
}

/** Entities of states as a sum, where the rows of a sample share none; null elsewhere. */
function countsFold(context: BranchContext, reading: OfKind<'distinct'>): Fold | null {
  const scan = context.scans.get(reading.scan)!;
  const samples = reading[context.view.placement]!;
  if (scanStates(context.registry, context.plan, scan) === null) return null;
  if (!isOneCellPerSample(samples.sampleOf) || !isOnePerEntity(context, scan)) return null;
  const entities = sql`sum(finalizeAggregation(s.${stateName(reading.keep)}))`;
  return {
    scan,
    map: slotsOf(samples),
    columns: (kept) => new Map([[reading.id, kept === null ? entities : write('filtered', entities, kept)]]),
  };
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
    together: (all) => statesBranch(context, statesByCell(context, scan, keep), all),
  };
}

/** Rows `c` of a cell, keys and a state of a kind. */
interface StatesByCell {
  readonly from: Sql;
  readonly column: Sql;
  readonly state: State;
}

function statesByCell(context: BranchContext, scan: Scan, keep: string): StatesByCell {
  const { registry, plan, view } = context;
  const state = scanStates(registry, plan, scan)?.states.get(keep) ?? null;
  const source = sourceOf(context, scan);
  if (state !== null && view.keys.length === scan.keys.length)
    return { from: sql`${source} as c`, column: sql`c.${stateName(keep)}`, state };
  const kept = sql`s.entity is not null${alwaysKeeps(scan, keep) ? sql`` : sql` and s.${name(keep)} > 0`}`;
  const made = state ?? unitedState(registry, scan);
  const column = state === null ? made.made(sql`assumeNotNull(s.entity)`) : made.united(sql`s.${stateName(keep)}`);
  const from = sql`
    (
      select ${join([sql`s.cell`, ...keysOf(context, 's'), sql`${column} as state`], ', ')}
      from ${source} as s
      ${state === null ? sql`where ${kept}` : sql``}
      group by ${ordinals(view.keys.length + 1)}
    ) as c
  `;
  return { from, column: sql`c.state`, state: made };
}

function statesBranch(context: BranchContext, { from, column, state }: StatesByCell, all: readonly Samples[]): Branch {
  const stacked = stack(all);
  const ranges = stacked.map(
    (samples) => sql`range(${entry(samples.from, sql`c.cell`)}, ${entry(samples.until, sql`c.cell`)})`,
  );
  const samples = ranges.length === 1 ? ranges[0]! : sql`arrayConcat(${join(ranges, ', ')})`;
  const counted = sql`${state.counted(column)} as entities`;
  const united = sql`
    select ${join([sql`n.sample as sample`, ...keysOf(context, 'c'), counted], ', ')}
    from ${from}
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
