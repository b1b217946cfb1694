import type { DimensionTest } from '../model/condition';
import type { Policy } from '../policy/policy';
import type { Grain } from '../time/grain';
import type { Tree } from './conditions';

/**
 * One question, checked against the registry: keys exist, dimensions are in reach, filters are well
 * formed. Instants are milliseconds since the epoch. Time is still as requested: `resolveRange`
 * turns it into instants.
 */
export interface MetricQuery {
  readonly frame: QueryFrame;
  readonly page: QueryPage;
  /** The caller gave no `asOf`, so it is the moment of the request. */
  readonly isAsOfNow?: boolean;
}

/**
 * The part of a query that one statement shares. Queries of equal frames run as one statement, so a
 * new argument belongs here. It belongs to the page only if it never changes the value of a cell.
 */
export interface QueryFrame {
  readonly range: TimeRange;
  readonly groupBy: readonly string[];
  /** Null: the whole range is one bucket. */
  readonly grain: Grain | null;
  readonly timeZone: string;
  readonly where: DimensionFilter;
  /** The rows to keep, by their numbers. */
  readonly having: NumberFilter;
  /** The groups to keep; null: all. */
  readonly top: Top | null;
  /** Comparison period; null: none. */
  readonly compare: Comparison | null;
  readonly fill: boolean;
  readonly asOf: number;
  /**
   * Each value of the first dimension of `groupBy` gets its own answer, as if `where` named it
   * alone. If there is only this dimension, the answer always has a null group: a value without
   * rows gets the numbers of the null group.
   */
  readonly perEntity: boolean;
  /** The rows that the caller may see. */
  readonly policy: Policy;
}

/** The part of a query that may differ between the queries of one statement. */
export interface QueryPage {
  /** At least one key, without repetition. */
  readonly metrics: readonly string[];
  readonly orderBy: readonly Order[];
  readonly limit: number | null;
  readonly offset: number;
  readonly totals: boolean;
  readonly rowCount: boolean;
  /** Adds shares to cells; they cost a look at every row of a bucket. */
  readonly shares: boolean;
  /** Adds the numbers of each group over the whole range as one bucket. */
  readonly overall: boolean;
}

/** Equal for queries that one statement can answer. */
export function statementKey({ frame }: MetricQuery): string {
  return JSON.stringify(frame);
}

/** Equal for queries that have the same answer. */
export function queryKey(query: MetricQuery): string {
  return JSON.stringify(query);
}

/** Keeps the first `n` groups by a metric over the whole range (docs/meaning.md#top). */
export interface Top {
  readonly n: number;
  /** A metric of the query. */
  readonly by: string;
  /** The dimensions whose values are ranked: at least one of `groupBy`, in its order. */
  readonly of: readonly string[];
  readonly direction: 'asc' | 'desc';
  /** All other groups become one; otherwise they are left out. */
  readonly others: boolean;
}

/** The comparison period (docs/meaning.md#comparison). `shift` counts whole units back. */
export type Comparison =
  { readonly kind: 'previousPeriod' } | { readonly kind: 'shift'; readonly shift: number; readonly unit: Grain };

/** A part of a cell: the number, the previous one, or the change or difference between them. */
export type CellPart = 'value' | 'previous' | 'change' | 'difference';

/** A calendar date of the query's zone (`2026-10-01`: its first instant), or an instant. */
export type TimePoint = { readonly date: string } | { readonly instant: number };

/**
 * Half-open. `through` is the last date inside. Units are whole ones of the query's zone, counted
 * back from asOf.
 */
export type TimeRange =
  | { readonly kind: 'to'; readonly from: TimePoint; readonly to: TimePoint }
  | { readonly kind: 'through'; readonly from: TimePoint; readonly through: string }
  | { readonly kind: 'last'; readonly last: number; readonly unit: Grain; readonly includeCurrent: boolean };

export interface Order {
  /** `TIME`, a metric of the query, or a dimension it is grouped by. */
  readonly key: string;
  /** The part of a metric's cell. */
  readonly of: CellPart;
  readonly direction: 'asc' | 'desc';
  /** The position of null, in either direction. */
  readonly nulls: 'first' | 'last';
}

/**
 * A predicate over the numbers of a row, two-valued like {@link DimensionFilter}. Values are exact
 * decimals, as canonical text.
 */
export type NumberFilter = Tree<NumberCondition>;

export type NumberCondition =
  | { readonly kind: 'equal' | 'less' | 'greater'; readonly metric: string; readonly value: string }
  | { readonly kind: 'null'; readonly metric: string };

/**
 * A predicate over dimensions, two-valued: null is different from every value, so `not`, `ne` and
 * `notIn` keep rows with null. `all: []` is always true; `any: []` and `in: []` never are.
 */
export type DimensionFilter = Tree<DimensionTest>;
