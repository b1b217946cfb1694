import type { Ints, Plan, Reading, Samples, Scan } from '../../plan/plan';
import type { ResolvedRegistry } from '../resolvedRegistry';
import { name, sql, type Sql } from '../fragment';
import { keyName } from '../scan/keys';

/** What arms compute readings for. */
export interface BranchView {
  /** By slot, or over the whole range as one bucket. */
  readonly placement: 'rows' | 'rangeTotal';
  /** The dimensions that groups are told apart by, by their places in `groupBy`. */
  readonly keys: readonly number[];
  /**
   * Null: over scans. Otherwise over what is left of them when the groups of `top` are taken out, told apart by no more than these keys;
   * this is what its names end with.
   */
  readonly othersSuffix: string | null;
  /** Readings by slot and group that are known already, from which those over the whole range may follow. */
  readonly cells: string;
}

/** One select of `slot`, the keys of the view and the readings it computes, to be put side by side with the others. */
export interface Branch {
  readonly slot: Sql;
  readonly keys: readonly Sql[];
  /** By name of the column. */
  readonly values: ReadonlyMap<string, Sql>;
  /** `from …` and what follows, up to `group by`. */
  readonly from: Sql;
  /** More than one row a slot and group: add them up here already. */
  readonly grouped: boolean;
}

export interface BranchContext {
  readonly registry: ResolvedRegistry;
  readonly plan: Plan;
  readonly scans: ReadonlyMap<string, Scan>;
  readonly view: BranchView;
}

/** A reading of one kind, where its view is wanted. */
export type OfKind<K extends Reading['kind']> = Extract<Reading, { kind: K }>;

/** The columns that a reading fills: its value, and how many rows contributed where the value does not say. */
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
    default:
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

/** What is left of a scan when the groups of `top` are taken out. */
export function othersName({ id }: Scan, suffix: string): string {
  return `${id}_${suffix}`;
}

/** Whether a reading of fewer groups is the sum of those of more: one entity can be in several of them, unless they follow from it. */
export function isAddedUp(context: BranchContext, { addsUp, scan }: Reading): boolean {
  if (addsUp !== 'by entity') return addsUp === 'always';
  return isOnePerEntity(context, context.scans.get(scan)!);
}

/** Whether the rows that a view reads of a scan are one for each cell, entity and group of the view. */
export function isOnePerEntity({ view }: BranchContext, scan: Scan): boolean {
  if (view.othersSuffix !== null) return true;
  return scan.entity !== null && scan.keys.every(({ ofEntity }, index) => ofEntity || view.keys.includes(index));
}

/** By cell: the slot of the sample that it belongs to; 0 of one that belongs to none. */
export function slotsOf({ sampleOf, slotOf }: Samples): Ints {
  return sampleOf.map((sample) => (sample === 0 ? 0 : slotOf[sample - 1]!));
}

/** Whether every sample is one cell. */
export function isOneCellPerSample(sampleOf: Ints): boolean {
  const cells = sampleOf.filter((sample) => sample > 0);
  return new Set(cells).size === cells.length;
}
