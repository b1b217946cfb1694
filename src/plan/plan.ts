import type { DimensionPath } from '../model/reach';
import type { Condition, Expression, Movement, Statistic } from '../model/registry';
import type { DimensionFilter, QueryFrame, QueryPage } from '../query/query';
import type { Interval } from '../time/calendar';

/** The arguments of a frame that reach the statement as they are. The plan resolves the others. */
type PlannedFrame = Omit<QueryFrame, 'range' | 'grain' | 'compare'>;

/**
 * The reads, reductions and joins that answer one query or several: plain data that knows no SQL.
 * The `edges` of a scan cut time into *cells*, numbered from 1. Every rule of the calendar is an
 * array of whole numbers with one entry a cell; 0 means that the cell counts to nothing. A
 * *reading* is one number that the statement computes for each slot and group. A metric consists of
 * one reading or two. Its comparison has readings of its own: their cells lie elsewhere and count
 * to the same slots. A reading is computed by the slots of the `rows`, and a second time over the
 * whole range (`rangeTotal`) if totals, ranks or series need it.
 */
export interface Plan extends PlannedFrame {
  readonly scans: readonly Scan[];
  readonly readings: readonly Reading[];
  /** The dimensions of groupBy with text values, ordered by code point. */
  readonly textKeys: readonly string[];
  /** The period that `meta.range` reports. */
  readonly range: Interval;
  readonly comparedTo: Interval | null;
  /** Without a grain: the range is the one bucket. */
  readonly oneBucket: boolean;
  /** One for each slot of the rows, in order. */
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

/** The answer to one query: its metrics, and which of their rows. */
export interface Page extends Pick<QueryPage, 'orderBy' | 'offset' | 'rowCount' | 'shares'> {
  readonly metrics: readonly PlannedMetric[];
  /** Rows to read: one more than the answer has, which shows whether more follow. */
  readonly limit: number;
  readonly rangeTotal: boolean;
  readonly groupTotals: boolean;
}

/** Whole numbers by cell, or by sample. */
export type Ints = readonly number[];

/**
 * One read of a table as a fact, reduced to a row for each cell, entity and group before it meets
 * anything else.
 */
export interface Scan {
  readonly id: string;
  readonly table: string;
  readonly rows: ScanRows;
  /**
   * Boundaries of the cells, ascending, to the microsecond; of an interval scan, the closes.
   * Nothing beyond the last is seen.
   */
  readonly edges: readonly number[];
  /** Whom rows belong to, where a reading has to tell entities apart. */
  readonly entity: string | null;
  /**
   * By dimension of `groupBy`, in its order; then by that of people, where it matters how many
   * there are.
   */
  readonly keys: readonly ScanKey[];
  /**
   * How the dimensions of `where` are reached; null: `where` is left to what this scan is held
   * against.
   */
  readonly filterPaths: ReadonlyMap<string, DimensionPath> | null;
  readonly values: readonly ScanValue[];
  /** By cell: whether any reading counts it. */
  readonly counted: readonly boolean[];
  /**
   * The rows of a cell can be found by an index, and nothing but the table itself has to be read
   * for them.
   */
  readonly indexScan: boolean;
}

/**
 * Which rows a scan sees: `dated` ones by the column `at`; the `first` of each entity, decided over
 * all of history and before any dimension filter; or rows valid over an interval, which belong to
 * the cells (moments) `from` < moment ≤ `until`; with `history` also those that ended before the
 * first.
 */
export type ScanRows =
  | { readonly kind: 'dated'; readonly at: string }
  | { readonly kind: 'first'; readonly at: string; readonly entity: string; readonly filter: Condition }
  | { readonly kind: 'interval'; readonly from: string; readonly until: string; readonly history: boolean };

export interface ScanKey {
  readonly dimension: string;
  readonly path: DimensionPath;
  /** A function of the scan's entity: it cannot split one entity into two groups. */
  readonly ofEntity: boolean;
  /** Read from the entity's parent once rows are reduced, when far fewer are left to join. */
  readonly joinedAfterReduce: boolean;
}

/**
 * A conditional aggregate: the number of rows (or of non-null values of `column`), the sum, least
 * or greatest value of `column`, or how many of its values are neither null nor 0 (`some`).
 */
export interface ScanValue {
  readonly id: string;
  readonly fn: 'count' | 'sum' | 'min' | 'max' | 'some';
  readonly column: string | null;
  readonly filter: Condition;
  /** A metric's own filter over dimensions, and how they are reached; null: it has none. */
  readonly where: OwnWhere | null;
}

export interface OwnWhere {
  readonly filter: DimensionFilter;
  readonly paths: ReadonlyMap<string, DimensionPath>;
}

interface ReadingBase {
  readonly id: string;
  readonly scan: string;
  /** Its number over the whole range is the sum of those of all slots. */
  readonly sumsUp: boolean;
  /**
   * Its number of several groups is the sum of theirs: always, where no entity is in more than one
   * of them, or never.
   */
  readonly addsUp: 'always' | 'by entity' | 'never';
  /** Whether it matters how many people it rests on. */
  readonly people: boolean;
}

export type Reading =
  FoldReading | DistinctReading | RollingReading | StatisticReading | SnapshotReading | MovementReading | ReturnReading;

/**
 * Values times an exact `factor`, added up by slot. Where they are no counts of rows, one that is
 * not null tells that some row contributed.
 */
export interface FoldReading extends ReadingBase {
  readonly kind: 'fold';
  readonly factor: string;
  readonly value: string;
  readonly counts: boolean;
  readonly rows: { readonly slotOf: Ints };
  readonly rangeTotal: { readonly slotOf: Ints } | null;
}

/** Entities with `keep` > 0, told apart within each sample, then added up by slot. */
export interface DistinctReading extends ReadingBase {
  readonly kind: 'distinct';
  readonly keep: string;
  readonly rows: Samples;
  readonly rangeTotal: Samples | null;
}

/** By cell, the sample it is in; by sample, the slot it counts to. */
export interface Samples {
  readonly sampleOf: Ints;
  readonly slotOf: Ints;
}

/**
 * What is added up over stretches of time: values, or each entity once at a time where it has
 * `keep` > 0.
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
 * By cell: the first sample whose window holds it, and the first after those that do. Both only
 * grow.
 */
export interface Windows {
  readonly from: Ints;
  readonly until: Ints;
  readonly slotOf: Ints;
}

/**
 * A statistic of values, one for each row (`per` is `row`) or total of an entity in a sample. Of a
 * percentile of rows a value is the scan's entity, and `seen` the number of rows that have it;
 * otherwise it is in `value`.
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

/** Values, or entities, of rows valid at the moment of each sample. */
export interface SnapshotReading extends ReadingBase {
  readonly kind: 'snapshot';
  readonly weight: Weight;
  readonly rows: Cover;
  readonly rangeTotal: Cover | null;
}

/**
 * `sampleAt` has one entry more than there are cells: the end of a stretch is a cell, or lies after
 * the last.
 */
export interface Cover {
  readonly sampleAt: Ints;
  readonly slotOf: Ints;
}

/**
 * What came and went of each entity's amount between two moments (docs/meaning.md#movement).
 * `some`: rows by which an entity was there.
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
 * `momentAt` as `sampleAt` of a {@link Cover}; by moment, the slot that what changed since the
 * moment before counts to.
 */
export interface Moves {
  readonly momentAt: Ints;
  readonly slotOf: Ints;
}

/**
 * Entities of the cohort scan (`keep` > 0), each due in a sample (`dueOf`), that are present in it
 * in any of the ways.
 */
export interface ReturnReading extends ReadingBase {
  readonly kind: 'return';
  readonly keep: string;
  readonly presence: readonly Presence[];
  readonly rows: Follow;
  readonly rangeTotal: Follow | null;
}

/**
 * Where it is seen that an entity was there: in a scan of the table, or by looking the entity's
 * rows up in it.
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
  /** What is seen of each. */
  readonly samples: readonly Interval[];
  /** By presence, in order: cells of its scan to samples; null of a lookup. */
  readonly sampleOf: readonly (Ints | null)[];
  readonly slotOf: Ints;
}

/** A metric of the answer, and what it is compared with; null if with nothing. */
export interface PlannedMetric {
  readonly key: string;
  readonly current: Formula;
  readonly previous: Formula | null;
}

/**
 * A number from one reading or two, or from other such numbers, by bucket and over the whole range
 * as one.
 */
export type Formula = (
  | { readonly kind: 'plain'; readonly reading: string }
  | { readonly kind: 'ratio'; readonly numerator: string; readonly denominator: string }
  | { readonly kind: 'derived'; readonly expression: PlannedExpression }
) & {
  readonly rows: MeasuredSlots;
  readonly rangeTotal: MeasuredSlots | null;
};

/** An expression with what each of its metrics is made of. */
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
 * By slot: the divisor (0: nothing has begun, the value is null), and whether asOf cuts none of it.
 */
export interface MeasuredSlots {
  readonly over: Ints;
  /** A mean, be it of one, and so rounded. */
  readonly isMean: boolean;
  readonly complete: readonly boolean[];
  /** From the first native bucket measured to the last; null where there is none. */
  readonly measured: Interval | null;
}
