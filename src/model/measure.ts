import type { Grain } from '../time/grain';
import type { Condition } from './condition';

interface MeasureBase {
  readonly table: string;
  /** The rows that count, by the columns of the table. */
  readonly filter: Condition;
}

/**
 * A number taken from the rows of one table. Columns are keys of that table's columns.
 * `kinds/` has the facts of each kind.
 */
export type Measure = Count | Sum | Distinct | First | Rolling | Statistic | Snapshot | Movement | Return | Activity;

/**
 * The rows with a date in the bucket, or in the native bucket that lies `lag` buckets before it
 * (docs/meaning.md#count).
 */
export interface Count extends MeasureBase {
  readonly kind: 'count';
  readonly at: string;
  readonly lag: number;
}
/**
 * Sum of `column` × `factor` over the rows that a {@link Count} would count. A null value does not
 * contribute (docs/meaning.md#sum).
 */
export interface Sum extends MeasureBase {
  readonly kind: 'sum';
  readonly at: string;
  readonly column: string;
  /** Exact decimal. */
  readonly factor: string;
  readonly lag: number;
}
/**
 * Distinct values of `entity` among the rows that a {@link Count} would count. Null is no entity
 * (docs/meaning.md#distinct).
 */
export interface Distinct extends MeasureBase {
  readonly kind: 'distinct';
  readonly at: string;
  readonly entity: string;
  readonly lag: number;
}
/**
 * Entities whose earliest row ever, by `at` and then the primary key, is in the bucket
 * (docs/meaning.md#first).
 */
export interface First extends MeasureBase {
  readonly kind: 'first';
  readonly at: string;
  readonly entity: string;
}
/**
 * Counts the distinct values of `entity`; or, if `entity` is null, sums `column` × `factor`; or, if
 * `column` is null too, counts rows. It takes the rows of a window that ends with the bucket
 * (docs/meaning.md#rolling).
 */
export interface Rolling extends MeasureBase {
  readonly kind: 'rolling';
  readonly at: string;
  readonly entity: string | null;
  readonly column: string | null;
  readonly factor: string;
  readonly window: Window;
}
/**
 * `last`: that many units, including the unit at the bucket's end. `since`: everything since the
 * start of the unit that contains the bucket's start.
 */
export type Window =
  | { readonly kind: 'last'; readonly last: number; readonly unit: Grain }
  | { readonly kind: 'since'; readonly unit: Grain | 'beginning' };

/**
 * A statistic of values of `column` × `factor`; null if there is no value. The values are those of
 * rows. With `per` they are the sums of each entity in each native bucket
 * (docs/meaning.md#statistic).
 */
export interface Statistic extends MeasureBase {
  readonly kind: 'statistic';
  readonly at: string;
  /** A discrete percentile is one of the values; the other one may lie between two. */
  readonly fn: 'avg' | 'min' | 'max' | 'percentile' | 'discretePercentile';
  /** For a percentile of either kind: an exact decimal from 0 to 1. Null for the others. */
  readonly fraction: string | null;
  readonly column: string;
  readonly factor: string;
  readonly per: string | null;
}
/**
 * Counts the distinct values of `entity`; or, if `entity` is null, sums `column` × `factor`; or, if
 * `column` is null too, counts rows. It takes the rows whose interval contains the bucket's close
 * (from < close ≤ until), or its open (docs/meaning.md#snapshot).
 */
export interface Snapshot extends MeasureBase {
  readonly kind: 'snapshot';
  readonly from: string;
  readonly until: string;
  readonly moment: 'open' | 'close';
  readonly entity: string | null;
  readonly column: string | null;
  readonly factor: string;
}
export const MOVEMENTS = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'net'] as const;

/**
 * The difference between the amounts of each entity at the bucket's close and at its open. An
 * amount is the sum of `column` × `factor` over the active rows; if `column` is null, their number.
 * `counts`: adds up the differences, or counts the entities that have one
 * (docs/meaning.md#movement).
 */
export interface Movement extends MeasureBase {
  readonly kind: 'movement';
  readonly from: string;
  readonly until: string;
  readonly entity: string;
  readonly column: string | null;
  readonly factor: string;
  readonly movement: (typeof MOVEMENTS)[number];
  readonly counts: 'amounts' | 'entities';
}
/**
 * Among the entities with a row `lag` native buckets before the bucket: those that have a row of
 * any `within` table in the bucket (docs/meaning.md#return).
 */
export interface Return extends MeasureBase {
  readonly kind: 'return';
  readonly at: string;
  readonly entity: string;
  readonly lag: number;
  readonly within: readonly EntityRows[];
}

export const ACTIVITIES = ['new', 'retained', 'resurrected', 'dormant'] as const;

/**
 * The entities whose activity in the native bucket, in the one before it and in earlier ones has
 * the pattern `is`. An entity is active where it has a row (docs/meaning.md#activity).
 */
export interface Activity extends MeasureBase {
  readonly kind: 'activity';
  readonly at: string;
  readonly entity: string;
  readonly is: (typeof ACTIVITIES)[number];
}

/** Rows of a table by entity: the columns with their date and with the entity. */
export interface EntityRows {
  readonly table: string;
  readonly at: string;
  readonly entity: string;
}
