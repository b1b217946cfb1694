import type { Bucket } from './calendar';

export type Status = 'OK' | 'NO_DATA' | 'DIVIDE_BY_ZERO' | 'SUPPRESSED';

/** One number of the answer; see the gateway's answer for the meaning of the fields. */
export interface EvaluatedCell {
  readonly decimal: string | null;
  readonly status: Status;
  readonly complete: boolean;
  /** The counterpart's number, and what lies between the two. */
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
  /** Rows that `having` keeps, before `limit` and `offset`. */
  readonly rowCount: number;
  readonly hasMore: boolean;
  /** Null unless the query asks for them. */
  readonly totals: Pick<EvaluatedRow, 'time' | 'cells'> | null;
  /** Of every group, over the whole range as one bucket; null unless the query asks for them. */
  readonly overall: readonly EvaluatedRow[] | null;
  readonly range: Bucket;
  readonly comparedTo: Bucket | null;
  /** How many of the groups ranked `top` does not keep. */
  readonly leftOut: number;
  /** Metrics that, without a grain, were measured over native buckets reaching beyond the range; and beyond the period compared with. */
  readonly widened: readonly string[];
}
