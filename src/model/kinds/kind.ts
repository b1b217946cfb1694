import type { EntityRows, Measure } from '../measure';
import type { Table } from '../table';

/** Facts about one kind of measure that more than one layer needs. */
export interface MeasureKind<M extends Measure> {
  /** Columns of the measured table that decide the number, apart from those of the filter. */
  columns(measure: M, table: Pick<Table, 'primaryKey'>): readonly string[];
  /** The columns with the dates of the measured table's rows. */
  dating(measure: M): Dating;
  /**
   * Whether rows that are still active answer for any later time, without a newer row
   * (docs/meaning.md#no-data-after).
   */
  isDataWhileActive(measure: M): boolean;
  /** Other tables whose rows the measure reads, and where their entity is. */
  within(measure: M): readonly EntityRows[];
  /** The column of the entities that the number tells apart; null: it tells none apart. */
  entityOf(measure: M): string | null;
  /**
   * The column whose entity has the dimensions; null: each row has its own (docs/meaning.md#reach).
   */
  dimensionsOf(measure: M): string | null;
  /** Whether its numbers of disjoint stretches of time add up to the number of all of them. */
  isAdditiveOverTime(measure: M): boolean;
  /** Whether each native bucket must be measured separately, even to recompute a coarser bucket. */
  isMeasuredByNative(measure: M): boolean;
  /** Whether a recomputed number of a coarser bucket depends on the width of the native one. */
  dependsOnNativeWidth(measure: M): boolean;
}

/**
 * The column with the date of a row. For rows that are active over an interval: `at` has its start,
 * and `until` its end.
 */
export interface Dating {
  readonly at: string;
  readonly until: string | null;
}

export const always = (): boolean => true;
export const never = (): boolean => false;

/** Facts of kinds that have no other tables and no entities, and whose rows have the dimensions. */
export const ROWS_ONLY = {
  isDataWhileActive: never,
  within: () => [],
  entityOf: () => null,
  dimensionsOf: () => null,
} as const;

export function datedAt({ at }: { readonly at: string }): Dating {
  return { at, until: null };
}

export function validFrom({ from, until }: { readonly from: string; readonly until: string }): Dating {
  return { at: from, until };
}

/** The columns that are not null. */
export function nonNull(...columns: readonly (string | null)[]): string[] {
  return columns.filter((column) => column !== null);
}
