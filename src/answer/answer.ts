/**
 * What a query is answered with: typed data, before any door shapes it. Instants are milliseconds
 * since the epoch.
 */
export interface Answer {
  readonly meta: AnswerMeta;
  readonly rows: readonly AnswerRow[];
  /** Rows before `limit` and `offset`; null unless asked for. */
  readonly rowCount: number | null;
  readonly hasMore: boolean;
  /** Null unless asked for. */
  readonly totals: Totals | null;
  /**
   * Of every group, over the whole range as one bucket, in the order of series; null unless asked
   * for.
   */
  readonly overall: readonly AnswerRow[] | null;
}

export type Totals = Pick<AnswerRow, 'time' | 'cells'>;

export interface AnswerMeta {
  readonly timeZone: string;
  readonly range: Period;
  /** The period compared with; null without `compare` and where nothing is left of it. */
  readonly comparedTo: Period | null;
  readonly asOf: number;
  readonly registryVersion: string;
  readonly elapsedMs: number;
  readonly warnings: readonly Warning[];
}

/** Half-open. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export interface Warning {
  readonly code: 'RANGE_WIDENED' | 'NO_DATA_BEFORE' | 'FIRST_ROW_UNKNOWN';
  readonly message: string;
  readonly metric: string | null;
}

export interface AnswerRow {
  readonly time: Period & { readonly complete: boolean };
  /** Dimension → its value; null is the null group. */
  readonly by: Readonly<Record<string, string | null>>;
  /** The row of all groups that `top` does not keep. */
  readonly others: boolean;
  /** Metric → its number. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export type Status = 'OK' | 'NO_DATA' | 'DIVIDE_BY_ZERO' | 'SUPPRESSED';

export interface Cell {
  /** Exact decimal without exponent and trailing zeros; null unless the status is OK. */
  readonly decimal: string | null;
  readonly status: Status;
  readonly complete: boolean;
  /**
   * The counterpart's number, and what lies between the two; null without `compare` and where there
   * is none.
   */
  readonly previous: string | null;
  readonly change: string | null;
  readonly difference: string | null;
  /**
   * Of a metric that adds up over groups, if shares were asked for: its part of the bucket's total;
   * null where that is 0.
   */
  readonly share: string | null;
  /** Of a ratio: its two sides, null where nothing has begun; of other metrics null. */
  readonly numerator: string | null;
  readonly denominator: string | null;
}
