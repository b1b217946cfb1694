import type { Grain } from '../time/grain';
import type { CellPart } from './query';

/**
 * A query as a door received it: its names may not exist, its filters may not be well formed.
 * `null` and a missing field are the same everywhere but inside `where`. `arguments.ts` describes
 * each.
 */
export interface MetricRequest {
  readonly metrics: readonly string[];
  readonly range: RangeRequest;
  readonly groupBy?: readonly string[] | null;
  readonly grain?: Grain | null;
  readonly timeZone?: string | null;
  /** `{ and, or, not, <dimension>: { eq, ne, in, notIn, contains, startsWith, isNull } }`. */
  readonly where?: unknown;
  /** `{ and, or, not, <metric>: { eq, ne, gt, gte, lt, lte, isNull } }`. */
  readonly having?: unknown;
  readonly top?: TopRequest | null;
  readonly compare?: ComparisonRequest | null;
  readonly fill?: boolean | null;
  readonly orderBy?: readonly OrderRequest[] | null;
  readonly limit?: number | null;
  readonly offset?: number | null;
  /** Milliseconds since the epoch, or an instant as text. */
  readonly asOf?: number | string | null;
  readonly totals?: boolean | null;
  readonly rowCount?: boolean | null;
  readonly shares?: boolean | null;
  readonly overall?: boolean | null;
}

export interface TopRequest {
  readonly n: number;
  readonly by: string;
  readonly of?: readonly string[] | null;
  readonly direction?: 'asc' | 'desc' | null;
  readonly others?: boolean | null;
}

/** Either `previousPeriod: true`, or `shift` and `unit`. */
export interface ComparisonRequest {
  readonly previousPeriod?: boolean | null;
  readonly shift?: number | null;
  readonly unit?: Grain | null;
}

export interface OrderRequest {
  readonly key: string;
  readonly of?: CellPart | null;
  readonly direction?: 'asc' | 'desc' | null;
  readonly nulls?: 'first' | 'last' | null;
}

/**
 * Either `from` with `to` or `through`, or `last` and `unit`. Points in time are dates or instants,
 * as text.
 */
export interface RangeRequest {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly through?: string | null;
  readonly last?: number | null;
  readonly unit?: Grain | null;
  readonly includeCurrent?: boolean | null;
}
