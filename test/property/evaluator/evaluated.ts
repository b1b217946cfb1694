import type { Bucket } from './calendar';

export type Status = 'OK' | 'NO_DATA' | 'DIVIDE_BY_ZERO' | 'SUPPRESSED';

/** One number of the answer. The gateway's answer explains the fields. */
export interface EvaluatedCell {
  readonly decimal: string | null;
  readonly status: Status;
  readonly complete: boolean;
  /** The number before, and the difference between the two. */
  readonly previous: string | null;
  readonly change: string | null;
  readonly difference: string | null;
  /** Null unless the query asks for shares. */
  readonly share: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

export interface EvaluatedRow {
  readonly time: Bucket & { readonly complete: boolean };
  readonly by: Readonly<Record<string, string | null>>;
  readonly others: boolean;
  readonly cells: Readonly<Record<string, EvaluatedCell>>;
}

export interface Evaluated {
  readonly rows: readonly EvaluatedRow[];
  /** The rows that `having` keeps, before `limit` and `offset`. */
  readonly rowCount: number;
  readonly hasMore: boolean;
  /** Null unless the query asks for totals. */
  readonly totals: Pick<EvaluatedRow, 'time' | 'cells'> | null;
  /** One row per group over the whole range; null unless the query asks for them. */
  readonly overall: readonly EvaluatedRow[] | null;
  readonly range: Bucket;
  readonly comparedTo: Bucket | null;
  /** The number of groups that `top` leaves out. */
  readonly leftOut: number;
  /**
   * Metrics without a grain that were measured over native buckets beyond the range, or beyond the
   * comparison period.
   */
  readonly widened: readonly (string | null)[];
  /** Metrics that count, in a bucket that runs, who is not active there yet. */
  readonly stillRunning: readonly string[];
}
