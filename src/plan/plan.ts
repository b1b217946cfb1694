import type { Expression } from '../model/definition';
import type { DimensionForm } from '../model/dimensionForm';
import type { ColumnType } from '../model/table';
import type { QueryFrame, QueryPage } from '../query/query';
import type { Interval } from '../time/calendar';
import type { Ints, Reading } from './reading';
import type { PricedScan, Scan } from './scan';

/** The arguments of a frame that reach the statement as they are. The plan resolves the others. */
type PlannedFrame = Omit<QueryFrame, 'range' | 'grain' | 'compare'>;

/**
 * A plan says what to read, how to reduce it and how to put it together. It is plain data and knows
 * no SQL.
 *
 * The `edges` of a scan divide time into *cells*, numbered from 1. A *slot* is the number of a
 * bucket of the answer, from 1. Every rule of the calendar is an array of whole numbers with one
 * entry for each cell; 0 means that the cell belongs to no slot.
 *
 * A *reading* is one number that the statement computes for each slot and group. A metric consists
 * of one reading, of two (a ratio), or of an expression over such numbers. A comparison period has
 * readings of its own: their cells lie in another stretch of time and belong to the same slots.
 *
 * A reading has one or two placements: by the slots of the `rows`, and with the whole range as one
 * slot (`rangeTotal`), which totals, ranks and series need.
 */
export interface Plan extends PlannedFrame {
  readonly scans: readonly Scan[];
  readonly readings: readonly Reading[];
  /** Numbers that were computed before. The scans do not cover their time. */
  readonly keptCells: readonly KeptCell[];
  /**
   * The scans as they would be if nothing were kept, because a question always costs the same.
   * Null: nothing is kept.
   */
  readonly pricedScans: readonly PricedScan[] | null;
  /** The type of the values of each dimension of groupBy. */
  readonly keyTypes: readonly ColumnType[];
  /** How the values of each dimension of groupBy follow from those of its column. */
  readonly keyForms: readonly DimensionForm[];
  /** The period that `meta.range` reports. */
  readonly range: Interval;
  /** Whole units that are requested, if the buckets at their ends reach beyond them; else null. */
  readonly widenedFrom: Interval | null;
  /** The whole comparison period. */
  readonly comparedPeriod: Interval | null;
  /** The part of it that counts, which `meta.comparedTo` reports. */
  readonly comparedTo: Interval | null;
  /** The query has no grain: the whole range is one bucket. */
  readonly oneBucket: boolean;
  /** By slot of the rows. */
  readonly buckets: readonly Interval[];
  /**
   * Index, among scan keys, of the dimension that identifies people. Set if the policy suppresses
   * small groups.
   */
  readonly personKeyIndex: number | null;
  /** Number of leading slots that have begun. */
  readonly begunCount: number;
  /** One for each query that the statement answers; their frames are equal. */
  readonly pages: readonly Page[];
}

/** A number of one group that was computed before, exactly, and its contributing rows. */
export interface KeptNumber {
  /** By dimension of groupBy, as the database writes it; null is the null group. */
  readonly keys: readonly (string | null)[];
  readonly value: string;
  readonly contributed: string;
}

/** A kept number at its place among the cells: its reading and slot. */
export interface KeptCell extends KeptNumber {
  readonly reading: string;
  readonly slot: number;
}

/** The answer to one query: its metrics, and which of their rows. */
export interface Page extends Pick<QueryPage, 'orderBy' | 'offset' | 'rowCount' | 'shares'> {
  readonly metrics: readonly PlannedMetric[];
  /** Rows to read: one more than the answer has, which shows whether more follow. */
  readonly limit: number;
  readonly rangeTotal: boolean;
  readonly groupTotals: boolean;
}

/** A metric of the answer, and the same metric in the comparison period, if there is one. */
export interface PlannedMetric {
  readonly key: string;
  readonly current: Formula;
  readonly previous: Formula | null;
}

/**
 * A number from one reading, from two, or from other such numbers, by slot and over the whole
 * range.
 */
export type Formula = (
  | { readonly kind: 'plain'; readonly reading: string }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string }
  | { readonly kind: 'derived'; readonly expression: PlannedExpression }
) & {
  readonly rows: MeasuredSlots;
  readonly rangeTotal: MeasuredSlots | null;
};

/** An expression with the formulas of its metrics. */
export type PlannedExpression =
  | { readonly kind: 'formula'; readonly formula: Formula }
  | Extract<Expression, { kind: 'number' }>
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: PlannedExpression;
      readonly right: PlannedExpression;
    };

/**
 * By slot: the divisor (0: nothing has begun, so the value is null), and whether the number is
 * complete at asOf.
 */
export interface MeasuredSlots {
  readonly over: Ints;
  /** The number is a mean, even if of one number, and is rounded. */
  readonly isMean: boolean;
  readonly complete: readonly boolean[];
  /** From the first measured native bucket to the last; null if there is none. */
  readonly measured: Interval | null;
}
