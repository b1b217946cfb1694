import type { Warning } from './warning';

/**
 * The answer to a query: typed data, before it is shaped for GraphQL, an export or the command
 * line. Instants are milliseconds since the epoch.
 */
export interface Answer {
  readonly meta: AnswerMeta;
  readonly rows: readonly AnswerRow[];
  /** The number of rows before `limit` and `offset`; null unless requested. */
  readonly rowCount: number | null;
  readonly hasMore: boolean;
  /** Null unless requested. */
  readonly totals: Totals | null;
  /**
   * Each group over the whole range as one bucket, in the order of series; null unless requested.
   */
  readonly overall: readonly AnswerRow[] | null;
}

export type Totals = Pick<AnswerRow, 'time' | 'cells'>;

export interface AnswerMeta {
  readonly timeZone: string;
  readonly range: Period;
  /**
   * The comparison period, up to where its numbers stop; null without `compare`, and if nothing is
   * left of it.
   */
  readonly comparedTo: Period | null;
  readonly asOf: number;
  readonly registryVersion: string;
  readonly elapsedMs: number;
  readonly warnings: readonly Warning[];
  readonly cache: CacheMeta;
}

/** Whether an answer was kept from an earlier question (docs/operations.md#kept-answers). */
export interface CacheMeta {
  readonly status: 'HIT' | 'MISS' | 'BYPASS';
  /** Why no kept answer was looked for; null unless the status is BYPASS. */
  readonly reason: BypassReason | null;
  /** How many milliseconds older than the data the answer may be; 0: not older. */
  readonly maxAgeMs: number;
}

/**
 * - `NOT_RUN`: the question needed no numbers.
 * - `NOT_KEPT`: the server keeps no answers.
 * - `UNKNOWN_STATE`: the database does not show its state now.
 * - `OTHER_SOURCES`: a definition reads something besides tables, so the state does not decide it.
 */
export type BypassReason = 'NOT_RUN' | 'NOT_KEPT' | 'UNKNOWN_STATE' | 'OTHER_SOURCES';

/** Half-open. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

export interface AnswerRow {
  readonly time: Period & { readonly complete: boolean };
  /** Dimension → its value; null is the null group. */
  readonly by: Readonly<Record<string, string | null>>;
  /** True for the row of all groups that `top` does not keep. */
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
   * The counterpart's number, and the change and difference to it; null without `compare` or a
   * counterpart.
   */
  readonly previous: string | null;
  readonly change: string | null;
  readonly difference: string | null;
  /**
   * The number divided by the total of its bucket. Null if it was not requested, if the metric does
   * not add up over groups, or if the total is 0.
   */
  readonly share: string | null;
  /** The two sides of a ratio, null before a bucket begins; null for other metrics. */
  readonly numerator: string | null;
  readonly denominator: string | null;
}
