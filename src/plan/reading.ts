import type { Activity, Movement, Statistic } from '../model/measure';
import type { Interval } from '../time/calendar';

/** Whole numbers, by cell or by sample. */
export type Ints = readonly number[];

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
