import type { MetricGrain, MetricPicture } from '../../../questions/documents';

/** The state of the page. All of it is in the address (address.ts). */
export interface ExploreState {
  /** Null if the address does not say; then the page shows a metric of its own choice. */
  readonly metrics: readonly string[] | null;
  readonly groupBy: readonly string[];
  readonly range: ExploreRange;
  /** Null: the page chooses by the range. */
  readonly grain: MetricGrain | null;
  /** Null: the registry's zone. */
  readonly timeZone: string | null;
  readonly filters: readonly Filter[];
  readonly compare: Comparison | null;
  /** The number of groups to keep. */
  readonly top: number | 'all';
  /** True if the other groups are one series. */
  readonly hasOthers: boolean;
  /** The metric that ranks groups and values. Null: the first one. */
  readonly rankBy: string | null;
  readonly picture: ExplorePicture;
  readonly sort: Sort;
}

export type ExplorePicture = Exclude<MetricPicture, 'NUMBER'>;

export type ExploreRange =
  /** Whole units before the running one, and the running one if `isRunning`. */
  | { readonly kind: 'last'; readonly count: number; readonly unit: MetricGrain; readonly isRunning: boolean }
  /** Two dates. Both are in the range. */
  | { readonly kind: 'dates'; readonly from: string; readonly through: string }
  /** Two instants. The second one is the first moment after the range. */
  | { readonly kind: 'instants'; readonly from: string; readonly to: string };

export type Operator = 'is' | 'not' | 'contains' | 'starts';

/** A condition on one dimension. A state has at most one of a dimension and an operator. */
export interface Filter {
  readonly dimension: string;
  readonly operator: Operator;
  /** Null is the missing value. `contains` and `starts` have one text. */
  readonly values: readonly (string | null)[];
}

export type Comparison =
  { readonly kind: 'previous' } | { readonly kind: 'shift'; readonly shift: number; readonly unit: MetricGrain };

/** The order of the table's rows: by time, or by the numbers of a column. */
export interface Sort {
  readonly column: 'time' | number;
  readonly isDescending: boolean;
}

export const DEFAULT_TOP = 8;

export const DEFAULT_STATE: ExploreState = {
  metrics: null,
  groupBy: [],
  range: { kind: 'last', count: 30, unit: 'DAY', isRunning: false },
  grain: null,
  timeZone: null,
  filters: [],
  compare: null,
  top: DEFAULT_TOP,
  hasOthers: true,
  rankBy: null,
  picture: 'LINE',
  sort: { column: 'time', isDescending: false },
};
