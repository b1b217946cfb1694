import type { Condition } from '../model/condition';
import type { DimensionPath } from '../model/reach';
import type { DimensionFilter } from '../query/query';

/** The parts of a scan that decide its price. */
export type PricedScan = Pick<Scan, 'rows' | 'edges' | 'keys' | 'values'>;

/**
 * One read of a table as a fact. It is reduced to a row for each cell, entity and group before it
 * is combined with other scans.
 */
export interface Scan {
  readonly id: string;
  readonly table: string;
  readonly rows: ScanRows;
  /**
   * Boundaries of the cells in milliseconds since the epoch, ascending, to the microsecond. In an
   * interval scan these are the measured moments (opens or closes), and each moment is a cell. The
   * scan reads nothing after the last edge. Without edges it reads nothing: all numbers are kept.
   */
  readonly edges: readonly number[];
  /** The column of the entity, if a reading must distinguish entities. */
  readonly entity: string | null;
  /**
   * By dimension of `groupBy`, in its order. The dimension of people follows if the number of
   * people matters.
   */
  readonly keys: readonly ScanKey[];
  /**
   * How the scan reaches the dimensions of `where`. Null: the scan only looks up entities of a
   * cohort, and the scan of the cohort applies `where`.
   */
  readonly filterPaths: ReadonlyMap<string, DimensionPath> | null;
  readonly values: readonly ScanValue[];
  /** By cell: whether any reading counts it. */
  readonly counted: readonly boolean[];
  /** An index finds the rows of a cell, and no other table is needed for them. */
  readonly indexScan: boolean;
  /** Rows are not reduced. Each has its instant in `at`, and 1 or 0 for each count. */
  readonly keepsRows: boolean;
}

/**
 * The rows that a scan reads.
 *
 * - `dated`: rows by the date in the column `at`.
 * - `first`: the first row of each entity, over all of history and before any dimension filter.
 * - `interval`: rows that are active over an interval. A row belongs to the cells (moments) with
 *   `from` < moment ≤ `until`. With `history`, rows that ended before the first moment too.
 */
export type ScanRows =
  | { readonly kind: 'dated'; readonly at: string }
  | { readonly kind: 'first'; readonly at: string; readonly entity: string; readonly filter: Condition }
  | { readonly kind: 'interval'; readonly from: string; readonly until: string; readonly history: boolean };

export interface ScanKey {
  readonly dimension: string;
  readonly path: DimensionPath;
  /** The entity determines the value: one entity is never in two groups. */
  readonly ofEntity: boolean;
  /** Read from the entity's parent after reducing, when far fewer rows are left to join. */
  readonly joinedAfterReduce: boolean;
}

/**
 * A conditional aggregate: the number of rows (or of non-null values of `column`), the sum, least
 * or greatest value of `column`, or the number of its values that are neither null nor 0 (`some`).
 */
export interface ScanValue {
  readonly id: string;
  readonly fn: 'count' | 'sum' | 'min' | 'max' | 'some';
  readonly column: string | null;
  readonly filter: Condition;
  /** The metric's own filter over dimensions, with the paths to them. */
  readonly where: OwnWhere | null;
}

export interface OwnWhere {
  readonly filter: DimensionFilter;
  readonly paths: ReadonlyMap<string, DimensionPath>;
}
