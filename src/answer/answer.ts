/** What a query is answered with: typed data, before any door shapes it. Instants are milliseconds since the epoch. */
export interface Answer {
  readonly meta: AnswerMeta;
  readonly rows: readonly AnswerRow[];
  /** Rows before `limit` and `offset`; null unless asked for. */
  readonly rowCount: number | null;
  readonly hasMore: boolean;
  /** Null unless asked for. */
  readonly totals: Omit<AnswerRow, 'by'> | null;
}

export interface AnswerMeta {
  readonly timeZone: string;
  readonly range: Period;
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
  readonly code: 'RANGE_WIDENED';
  readonly message: string;
  readonly metric: string | null;
}

export interface AnswerRow {
  readonly time: Period & { readonly complete: boolean };
  /** Dimension → its value; null is the null group. */
  readonly by: Readonly<Record<string, string | null>>;
  /** Metric → its number. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export type Status = 'OK' | 'NO_DATA' | 'DIVIDE_BY_ZERO';

export interface Cell {
  /** Exact decimal without exponent and trailing zeros; null unless the status is OK. */
  readonly decimal: string | null;
  readonly status: Status;
  readonly complete: boolean;
  /** Of a metric that adds up over groups, if shares were asked for: its part of the bucket's total; null where that is 0. */
  readonly share: string | null;
  /** Of a ratio: its two sides, null where nothing has begun; of other metrics null. */
  readonly numerator: string | null;
  readonly denominator: string | null;
}
