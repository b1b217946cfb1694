import type { Plan } from '../../plan/plan';
import type { Ints, Reading, Samples } from '../../plan/reading';
import type { Scan } from '../../plan/scan';
import type { ResolvedRegistry } from '../resolvedRegistry';
import { name, sql, type Sql } from '../fragment';
import { keyName } from '../scan/keys';

/** The slots and groups that branches compute readings for. */
export interface BranchView {
  /** By slot, or over the whole range as one bucket. */
  readonly placement: 'rows' | 'rangeTotal';
  /** The dimensions that separate groups, as indexes in `groupBy`. */
  readonly keys: readonly number[];
  /**
   * The key of people, if the view counts the people behind numbers. It separates the contributing
   * rows, and decides no number. Null elsewhere.
   */
  readonly personKey: number | null;
  /**
   * Null: branches read the scans. Otherwise they read the remainder of each scan without the kept
   * groups of `top`, and its CTE has this suffix. It has no keys beyond those of the view.
   */
  readonly othersSuffix: string | null;
  /** The CTE with readings by slot and group. Some readings over the whole range follow from it. */
  readonly cells: string;
}

/** One select of `slot`, the keys of the view and some readings: a branch of the `union all`. */
export interface Branch {
  readonly slot: Sql;
  readonly keys: readonly Sql[];
  /** By name of the column. */
  readonly values: ReadonlyMap<string, Sql>;
  /** `from …` and the clauses after it, up to `group by`. */
  readonly from: Sql;
  /** The select has several rows for a slot and group, and adds them up with `group by`. */
  readonly grouped: boolean;
}

/** A reading that is a sum over reduced rows. Several of one scan share a branch. */
export interface Fold {
  readonly scan: Scan;
  /** By cell, the slot that its rows belong to; 0 if they belong to none. */
  readonly map: Ints;
  /**
   * Aggregates by column. `kept` is a condition on reduced rows. It is set if the branch also reads
   * cells that this fold does not read.
   */
  readonly columns: (kept: Sql | null) => ReadonlyMap<string, Sql>;
}

/** A part of a branch that readings of one bundle share. `own` is what this reading adds. */
export interface Bundled<Own = unknown> {
  readonly bundle: string;
  readonly own: Own;
  /** The branch of the whole bundle. */
  together(all: readonly Own[]): Branch;
}

export interface BranchContext {
  readonly registry: ResolvedRegistry;
  readonly plan: Plan;
  readonly scans: ReadonlyMap<string, Scan>;
  readonly view: BranchView;
  /** The readings that the dialect computes in its own way. */
  readonly dialectReadings: Partial<ReadingBranches>;
}

/** A branch's context without a view. */
export type PlanContext = Omit<BranchContext, 'view'>;

/** The readings of one kind. */
export type OfKind<K extends Reading['kind']> = Extract<Reading, { kind: K }>;

/** The function that computes each kind of reading: a fold, a bundle, or a branch of its own. */
export type ReadingBranches = {
  readonly [K in Reading['kind']]: (context: BranchContext, reading: OfKind<K>) => Fold | Bundled | Branch;
};

/** The columns of a reading: its value, and how many rows contributed. One column may say both. */
export function columnsOf(reading: Reading): { value: string; contributed: string } {
  return { value: reading.id, contributed: hasContributedColumn(reading) ? `${reading.id}_contributed` : reading.id };
}

function hasContributedColumn(reading: Reading): boolean {
  switch (reading.kind) {
    case 'fold':
      return !reading.counts;
    case 'rolling':
    case 'snapshot':
      return reading.weight.kind === 'values' && reading.weight.value !== reading.weight.contributed;
    case 'statistic':
    case 'movement':
      return true;
    case 'distinct':
    case 'return':
    case 'activity':
      return false;
  }
}

/** The column of how many people a reading rests on. */
export function peopleColumn({ id }: Reading): string {
  return `${id}_people`;
}

/** The group keys of a view, read from `alias`. */
export function keysOf({ view }: BranchContext, alias: string): Sql[] {
  return view.keys.map((index) => sql`${name(alias)}.${keyName(index)}`);
}

/** The rows of a scan that a view reads. */
export function sourceOf({ view }: BranchContext, scan: Scan): Sql {
  return name(view.othersSuffix === null ? scan.id : othersName(scan, view.othersSuffix));
}

/** The CTE with the rows of a scan that are in none of the kept groups of `top`. */
export function othersName({ id }: Scan, suffix: string): string {
  return `${id}_${suffix}`;
}

/** Whether the number of several groups together is the sum of their numbers. */
export function isAddedUp(context: BranchContext, { addsUp, scan }: Reading): boolean {
  switch (addsUp) {
    case 'always':
      return true;
    case 'never':
      return false;
    // The same entity may be in several groups, unless the entity determines its group.
    case 'by entity':
      return isOnePerEntity(context, context.scans.get(scan)!);
  }
}

/** Whether a view reads a scan as one row for each cell, entity and group. */
export function isOnePerEntity({ view }: BranchContext, scan: Scan): boolean {
  if (view.othersSuffix !== null) return true;
  return scan.entity !== null && scan.keys.every(({ ofEntity }, index) => ofEntity || view.keys.includes(index));
}

/** By cell, the slot of its sample; 0 if the cell belongs to no sample. */
export function slotsOf({ sampleOf, slotOf }: Samples): Ints {
  return sampleOf.map((sample) => (sample === 0 ? 0 : slotOf[sample - 1]!));
}

/** Whether every sample is one cell. */
export function isOneCellPerSample(sampleOf: Ints): boolean {
  const cells = sampleOf.filter((sample) => sample > 0);
  return new Set(cells).size === cells.length;
}
