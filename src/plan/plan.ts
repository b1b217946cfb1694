import type { DimensionPath } from '../model/reach';
import type { Condition } from '../model/condition';
import type { Expression } from '../model/definition';
import type { DimensionForm } from '../model/dimensionForm';
import type { ColumnType } from '../model/table';
import type { Activity, Movement, Statistic } from '../model/measure';
import type { DimensionFilter, QueryFrame, QueryPage } from '../query/query';
import type { Interval } from '../time/calendar';

/** The arguments of a frame that reach the statement as they are. The plan resolves the others. */
type PlannedFrame = Omit<QueryFrame, 'range' | 'grain' | 'compare'>;

/**
 * A plan says what to read, how to reduce it and how to put it together. It is plain data and knows
 * no SQL.
 *
 * The `edges` of a scan divide time into *cells*, numbered from 1. A *slot* is the number of a
 * bucket of the answer, from 1. Every rule of the calendar is an array of whole numbers with one
 * entry for each cell; 0 means that the cell belongs to no slot.
 *
 * A *reading* is one number that the statement computes for each slot and group. A metric consists
 * of one reading, of two (a ratio), or of an expression over such numbers. A comparison period has
 * readings of its own: their cells lie in another stretch of time and belong to the same slots.
 *
 * A reading has one or two placements: by the slots of the `rows`, and with the whole range as one
 * slot (`rangeTotal`), which totals, ranks and series need.
 */
export interface Plan extends PlannedFrame {
  readonly scans: readonly Scan[];
  readonly readings: readonly Reading[];
  /** Numbers that were computed before. The scans do not cover their time. */
  readonly keptCells: readonly KeptCell[];
  /**
   * The scans as they would be if nothing were kept, because a question always costs the same.
   * Null: nothing is kept.
   */
  readonly pricedScans: readonly PricedScan[] | null;
  /** The type of the values of each dimension of groupBy. */
  readonly keyTypes: readonly ColumnType[];
  /** How the values of each dimension of groupBy follow from those of its column. */
  readonly keyForms: readonly DimensionForm[];
  /** The period that `meta.range` reports. */
  readonly range: Interval;
  /** Whole units that are requested, if the buckets at their ends reach beyond them; else null. */
  readonly widenedFrom: Interval | null;
  /** The whole comparison period. */
  readonly comparedPeriod: Interval | null;
  /** The part of it that counts, which `meta.comparedTo` reports. */
  readonly comparedTo: Interval | null;
  /** The query has no grain: the whole range is one bucket. */
  readonly oneBucket: boolean;
  /** By slot of the rows. */
  readonly buckets: readonly Interval[];
  /**
   * Index, among scan keys, of the dimension that identifies people. Set if the policy suppresses
   * small groups.
   */
  readonly personKeyIndex: number | null;
  /** Number of leading slots that have begun. */
  readonly begunCount: number;
  /** One for each query that the statement answers; their frames are equal. */
  readonly pages: readonly Page[];
}

/** A number of one group that was computed before, exactly, and its contributing rows. */
export interface KeptNumber {
  /** By dimension of groupBy, as the database writes it; null is the null group. */
  readonly keys: readonly (string | null)[];
  readonly value: string;
  readonly contributed: string;
}

/** A kept number at its place among the cells: its reading and slot. */
export interface KeptCell extends KeptNumber {
  readonly reading: string;
  readonly slot: number;
}

/** The parts of a scan that decide its price. */
export type PricedScan = Pick<Scan, 'rows' | 'edges' | 'keys' | 'values'>;

/** The answer to one query: its metrics, and which of their rows. */
export interface Page extends Pick<QueryPage, 'orderBy' | 'offset' | 'rowCount' | 'shares'> {
  readonly metrics: readonly PlannedMetric[];
  /** Rows to read: one more than the answer has, which shows whether more follow. */
  readonly limit: number;
  readonly rangeTotal: boolean;
  readonly groupTotals: boolean;
}

/** Whole numbers, by cell or by sample. */
export type Ints = readonly number[];

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

interface ReadingBase {
  readonly id: string;
  readonly scan: string;
  /** The number over the whole range is the sum of the numbers of all slots. */
  readonly sumsUp: boolean;
  /**
   * Whether the number of several groups is the sum of theirs: always, only if no entity is in more
   * than one of them, or never.
   */
  readonly addsUp: 'always' | 'by entity' | 'never';
  /** Whether the statement must count the people behind the number. */
  readonly people: boolean;
  /** Some of its cells are kept. Over the whole range it is the sum of the cells. */
  readonly isKept: boolean;
}

export type Reading =
  | FoldReading
  | DistinctReading
  | RollingReading
  | StatisticReading
  | SnapshotReading
  | MovementReading
  | ReturnReading
  | ActivityReading;

/**
 * Values times an exact `factor`, added up by slot. `counts`: the value is a count of rows.
 * Otherwise a row contributed exactly if the value is not null.
 */
export interface FoldReading extends ReadingBase {
  readonly kind: 'fold';
  readonly factor: string;
  readonly value: string;
  readonly counts: boolean;
  readonly rows: { readonly slotOf: Ints };
  readonly rangeTotal: { readonly slotOf: Ints } | null;
}

/**
 * Distinct entities, counted within each sample, then added up by slot. An entity counts if it has
 * `keep` > 0. `keep` is the id of the scan value that counts the rows that pass the metric's
 * filters.
 */
export interface DistinctReading extends ReadingBase {
  readonly kind: 'distinct';
  readonly keep: string;
  readonly rows: Samples;
  readonly rangeTotal: Samples | null;
}

/** `sampleOf`: by cell, its sample. `slotOf`: by sample, the slot that it belongs to. */
export interface Samples {
  readonly sampleOf: Ints;
  readonly slotOf: Ints;
}

/**
 * The weight that is added up over stretches of time: values, or each entity once while it has
 * `keep` > 0 (see {@link DistinctReading}).
 */
export type Weight =
  | { readonly kind: 'values'; readonly value: string; readonly contributed: string; readonly factor: string }
  | { readonly kind: 'entities'; readonly keep: string };

/** Rows, or entities, of a window that ends with each sample. */
export interface RollingReading extends ReadingBase {
  readonly kind: 'rolling';
  readonly weight: Weight;
  readonly rows: Windows;
  readonly rangeTotal: Windows | null;
}

/**
 * By cell: the samples whose window contains the cell, from `from` to before `until`. Neither
 * number decreases from cell to cell.
 */
export interface Windows {
  readonly from: Ints;
  readonly until: Ints;
  readonly slotOf: Ints;
}

/**
 * A statistic of values, one for each row (`per` is `row`), or of the totals of each entity in a
 * sample. The value is in `value`. For a percentile over rows `value` is null, because the scan
 * groups rows by value: the scan's `entity` is the value, and `contributed` the number of rows with
 * that value.
 */
export interface StatisticReading extends ReadingBase {
  readonly kind: 'statistic';
  readonly fn: Statistic['fn'];
  readonly fraction: string | null;
  readonly factor: string;
  readonly per: 'row' | 'entity';
  readonly value: string | null;
  readonly contributed: string;
  readonly rows: Samples;
  readonly rangeTotal: Samples | null;
}

/** Values, or entities, of the rows that are active at the moment of each sample. */
export interface SnapshotReading extends ReadingBase {
  readonly kind: 'snapshot';
  readonly weight: Weight;
  readonly rows: Cover;
  readonly rangeTotal: Cover | null;
}

/**
 * `sampleAt`: by cell, the number of the first sample whose moment is not before the cell. One more
 * entry follows, for rows that stay active beyond the last cell.
 */
export interface Cover {
  readonly sampleAt: Ints;
  readonly slotOf: Ints;
}

/**
 * How each entity's amount changed between two moments (docs/meaning.md#movement). `some`: the
 * number of rows that prove that the entity was there.
 */
export interface MovementReading extends ReadingBase {
  readonly kind: 'movement';
  readonly movement: Movement['movement'];
  readonly counts: Movement['counts'];
  readonly factor: string;
  readonly value: string;
  readonly some: string;
  readonly rows: Moves;
  readonly rangeTotal: Moves | null;
}

/**
 * `momentAt` is like `sampleAt` of a {@link Cover}. `slotOf`: by moment, the slot of the change
 * between the previous moment and this one.
 */
export interface Moves {
  readonly momentAt: Ints;
  readonly slotOf: Ints;
}

/**
 * Counts the entities of the cohort (`keep` > 0 in its scan) that come back. `dueOf`: by cell of
 * the cohort's scan, the sample in which its entities must come back. An entity came back if one of
 * `presence` finds a row of it in that sample.
 */
export interface ReturnReading extends ReadingBase {
  readonly kind: 'return';
  readonly keep: string;
  readonly presence: readonly Presence[];
  readonly rows: Follow;
  readonly rangeTotal: Follow | null;
}

/**
 * How the statement finds an entity's presence: by a scan of the table, or by looking up its rows.
 */
export type Presence =
  | { readonly kind: 'scan'; readonly scan: string; readonly keep: string }
  | {
      readonly kind: 'lookup';
      readonly table: string;
      readonly at: string;
      readonly entity: string;
    };

export interface Follow {
  readonly dueOf: Ints;
  /** The stretch of time of each sample, up to asOf. */
  readonly samples: readonly Interval[];
  /** By presence: the samples of its scan's cells; null for a lookup. */
  readonly sampleOf: readonly (Ints | null)[];
  readonly slotOf: Ints;
}

/**
 * Counts the entities (`keep` > 0) by the native buckets in which they are active
 * (docs/meaning.md#activity).
 */
export interface ActivityReading extends ReadingBase {
  readonly kind: 'activity';
  readonly keep: string;
  readonly is: Activity['is'];
  readonly rows: Patterns;
  readonly rangeTotal: Patterns | null;
}

/**
 * `numberOf`: by cell, the number of its native bucket, without gaps. `slotOf`: by that number, the
 * slot in which an entity that is active there counts.
 */
export interface Patterns {
  readonly numberOf: Ints;
  readonly slotOf: Ints;
}

/** A metric of the answer, and the same metric in the comparison period, if there is one. */
export interface PlannedMetric {
  readonly key: string;
  readonly current: Formula;
  readonly previous: Formula | null;
}

/**
 * A number from one reading, from two, or from other such numbers, by slot and over the whole
 * range.
 */
export type Formula = (
  | { readonly kind: 'plain'; readonly reading: string }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string }
  | { readonly kind: 'derived'; readonly expression: PlannedExpression }
) & {
  readonly rows: MeasuredSlots;
  readonly rangeTotal: MeasuredSlots | null;
};

/** An expression with the formulas of its metrics. */
export type PlannedExpression =
  | { readonly kind: 'formula'; readonly formula: Formula }
  | Extract<Expression, { kind: 'number' }>
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: PlannedExpression;
      readonly right: PlannedExpression;
    };

/**
 * By slot: the divisor (0: nothing has begun, so the value is null), and whether the number is
 * complete at asOf.
 */
export interface MeasuredSlots {
  readonly over: Ints;
  /** The number is a mean, even if of one number, and is rounded. */
  readonly isMean: boolean;
  readonly complete: readonly boolean[];
  /** From the first measured native bucket to the last; null if there is none. */
  readonly measured: Interval | null;
}
