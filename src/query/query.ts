import type { Policy } from '../policy/policy';
import type { Grain } from '../time/grain';
import type { Tree } from './conditions';

/**
 * One question, checked against the registry: keys exist, dimensions are in reach, filters are well formed.
 * Instants are milliseconds since the epoch. Time is still as asked: `resolveRange` turns it into instants.
 */
export interface MetricQuery {
  /** At least one key, without repetition. */
  readonly metrics: readonly string[];
  readonly range: TimeRange;
  readonly groupBy: readonly string[];
  /** Null: the whole range is one bucket. */
  readonly grain: Grain | null;
  readonly timeZone: string;
  readonly where: DimensionFilter;
  /** Which rows are kept, by their numbers. */
  readonly having: NumberFilter;
  /** Which groups are told apart; null: all. */
  readonly top: Top | null;
  /** Numbers of which other period stand beside these; null: of none. */
  readonly compare: Comparison | null;
  readonly fill: boolean;
  readonly orderBy: readonly Order[];
  readonly limit: number | null;
  readonly offset: number;
  readonly asOf: number;
  /** Asked for beside the rows; they never change them. */
  readonly totals: boolean;
  readonly rowCount: boolean;
  /** Shares are wanted too; they cost a look at every row of a bucket. */
  readonly shares: boolean;
  /** Each group's numbers over the whole range as one bucket are wanted too. */
  readonly overall: boolean;
  /**
   * Each value of the first of `groupBy` is answered apart, as if `where` asked for it alone: its groups share what it has. Where it is grouped by
   * nothing else, the null group is there too, whatever was found: it has what a value without rows has.
   */
  readonly perEntity: boolean;
  /** Which rows there are at all, for who asks. */
  readonly policy: Policy;
}

/** Keeps the `n` first groups by a metric over the whole range (docs/meaning.md#top). */
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

/** The other period of a comparison (docs/meaning.md#comparison). `shift` counts whole units back. */
export type Comparison =
  { readonly kind: 'previousPeriod' } | { readonly kind: 'shift'; readonly shift: number; readonly unit: Grain };

/** What of a metric: its number, that of the other period, or what lies between them. */
export type CellPart = 'value' | 'previous' | 'change' | 'difference';

/** A calendar date of the query's zone (`2026-10-01`: its first instant), or an instant. */
export type TimePoint = { readonly date: string } | { readonly instant: number };

/** Half-open. `through` is the last date that is in. Units are whole ones of the query's zone, counted back from asOf. */
export type TimeRange =
  | { readonly kind: 'to'; readonly from: TimePoint; readonly to: TimePoint }
  | { readonly kind: 'through'; readonly from: TimePoint; readonly through: string }
  | { readonly kind: 'last'; readonly last: number; readonly unit: Grain; readonly includeCurrent: boolean };

export interface Order {
  /** `TIME`, a metric of the query, or a dimension it is grouped by. */
  readonly key: string;
  /** What of it, where it is a metric. */
  readonly of: CellPart;
  readonly direction: 'asc' | 'desc';
  /** Where null stands, whatever the direction. */
  readonly nulls: 'first' | 'last';
}

/**
 * A predicate over the numbers of a row, two-valued as {@link DimensionFilter} is. Values are exact decimals, as canonical text.
 */
export type NumberFilter = Tree<NumberCondition>;

export type NumberCondition =
  | { readonly kind: 'equal' | 'less' | 'greater'; readonly metric: string; readonly value: string }
  | { readonly kind: 'null'; readonly metric: string };

/**
 * A predicate over dimensions, two-valued: null equals no value, so `not`, `ne` and `notIn` keep it.
 * `all: []` is true of everything, `any: []` and `in: []` of nothing.
 */
export type DimensionFilter = Tree<DimensionCondition>;

export type DimensionCondition =
  | { readonly kind: 'in'; readonly dimension: string; readonly values: readonly string[] }
  | { readonly kind: 'contains' | 'startsWith'; readonly dimension: string; readonly text: string }
  | { readonly kind: 'null'; readonly dimension: string };
