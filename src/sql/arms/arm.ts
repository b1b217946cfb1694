import type { Plan, Reading, Scan } from '../../plan/plan';
import type { Registry } from '../../registry/registry';
import { name, sql, type Sql } from '../fragment';
import { keyName } from '../scan/keys';

/** Which of the two answers an arm is for: the rows, by slot and group, or the totals, one number for all. */
export type View = 'rows' | 'totals';

/** One select of `slot, k1 …` and the readings it computes, to be put side by side with the others. */
export interface Arm {
  readonly slot: Sql;
  readonly keys: readonly Sql[];
  /** By name of the column. */
  readonly values: ReadonlyMap<string, Sql>;
  /** `from …` and what follows, up to `group by`. */
  readonly from: Sql;
  /** More than one row a slot and group: add them up here already. */
  readonly grouped: boolean;
}

export interface ArmContext {
  readonly registry: Registry;
  readonly plan: Plan;
  readonly scans: ReadonlyMap<string, Scan>;
  readonly view: View;
}

/** A reading of one kind, where its view is wanted. */
export type OfKind<K extends Reading['kind']> = Extract<Reading, { kind: K }>;

/** The columns that a reading fills: its value, and how many rows contributed where the value does not say. */
export function columnsOf(reading: Reading): { value: string; seen: string } {
  const counted =
    (reading.kind === 'fold' && !reading.counts) || (reading.kind === 'snapshot' && reading.value !== reading.seen);
  return { value: reading.id, seen: counted ? `${reading.id}_seen` : reading.id };
}

/** The group keys of a view, read from `alias`. */
export function keysOf({ plan, view }: ArmContext, alias: string): Sql[] {
  return view === 'totals' ? [] : plan.groupBy.map((_, index) => sql`${name(alias)}.${keyName(index)}`);
}
