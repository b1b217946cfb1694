import type { Grain } from '../time/grain';
import type { Role } from './role';
import type { Text, SourceLocation } from './text';

/**
 * The registry as the gateway uses it: plain, frozen data, checked and complete. `registry/load.ts`
 * makes it from YAML. Nothing here knows SQL or GraphQL.
 */
export interface Registry {
  /** Hash of the definitions. It changes if one of them does. */
  readonly version: string;
  /** Default IANA zone of a query. */
  readonly timeZone: string;
  /** Default language of labels. */
  readonly locale: keyof Text;
  readonly limits: Limits;
  readonly groups: ReadonlyMap<string, MetricGroup>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  /** In the order of the files, which is the order in which they are listed. */
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly roles: ReadonlyMap<string, Role>;
  /**
   * Metrics that the role may not see but that visible metrics are made of. They are never listed.
   * The registry of all roles has none.
   */
  readonly hidden: ReadonlyMap<string, Metric>;
}

/** Limits of one request. A request that exceeds one gets an error; no answer is cut. */
export interface Limits {
  readonly maxRows: number;
  /** Buckets of an answer, and native buckets that one metric may be measured over. */
  readonly maxBuckets: number;
  readonly maxMetrics: number;
  readonly timeoutMs: number;
  /** Points for all statements and the answer of a request together (docs/operations.md#cost). */
  readonly maxCost: number;
  /** Points that one client may spend in a minute. */
  readonly costPerMinute: number;
  /** Tokens in a document. */
  readonly maxTokens: number;
  /** Aliases in a document, with fragments expanded. */
  readonly maxAliases: number;
  /** Directives in a document, with fragments expanded. */
  readonly maxDirectives: number;
  readonly maxExportRows: number;
  /** Milliseconds of an export, from its request to its last byte. */
  readonly maxExportMs: number;
}

/** A chapter of the definition table. */
export interface MetricGroup {
  readonly key: string;
  readonly label: Text;
}

export const COLUMN_TYPES = [
  'bigint',
  'integer',
  'numeric',
  'text',
  'enum',
  'uuid',
  'boolean',
  'date',
  'timestamptz',
  'timestamp',
] as const;
/** `columnTypes.ts` has the facts of each. */
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface Column {
  readonly key: string;
  /** Its name in the database. */
  readonly name: string;
  readonly type: ColumnType;
  /**
   * For a `timestamp`: the IANA zone in which its values were written. Null for other types: a
   * `date` belongs to the zone of the query.
   */
  readonly timeZone: string | null;
  readonly sourceLocation: SourceLocation;
}

export interface Table {
  readonly key: string;
  /** Where its rows come from. */
  readonly source: TableSource;
  /** Rows that do not pass do not exist (docs/meaning.md#standing-filters). */
  readonly filter: Condition;
  /** Keys of the columns that identify a row. */
  readonly primaryKey: readonly string[];
  /** Key of the column that dates a row by default; null: each metric names its own. */
  readonly time: string | null;
  readonly columns: ReadonlyMap<string, Column>;
  /**
   * Parent table → columns of this table that hold the parent's primary key, in its order. Many
   * rows may have the same parent.
   */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly sourceLocation: SourceLocation;
}

/** Where the rows of a table come from (docs/meaning.md#sources). Tables are named by key. */
export type TableSource = Relation | Select | Union | Event;

/** A table or view of the database. Without a schema the search path of the connection decides. */
export interface Relation {
  readonly kind: 'relation';
  readonly schema: string | null;
  readonly name: string;
}

/** A select by the registry's author. */
export interface Select {
  readonly kind: 'sql';
  readonly text: string;
}

/** The rows of several tables, one after the other. Columns match by key. */
export interface Union {
  readonly kind: 'union';
  readonly of: readonly string[];
}

/**
 * For each entity one row of another table, among those that pass the filter: the n-th by `at`,
 * then by the primary key, counted from the first or from the last (docs/meaning.md#events).
 */
export interface Event {
  readonly kind: 'event';
  readonly of: string;
  readonly each: string;
  readonly at: string;
  readonly which: 'first' | 'last';
  readonly nth: number;
  readonly filter: Condition;
}

export const DIMENSION_TYPES = ['text', 'id'] as const;
/**
 * `id`: compared and ordered as the type of its column. `text`: compared and ordered by code point.
 */
export type DimensionType = (typeof DIMENSION_TYPES)[number];

export interface Dimension {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  readonly type: DimensionType;
  readonly table: string;
  readonly column: string;
  /**
   * Value in place of null, an empty string and a missing parent; null: these are the null group
   * (docs/meaning.md#empty-values).
   */
  readonly empty: string | null;
  readonly values: ReadonlyMap<string, Text>;
  /** The type that its values are ids of, if other services extend it; null: there is none. */
  readonly entity: Entity | null;
  readonly sourceLocation: SourceLocation;
}

/** A type of the schema, and the field of a row that has it. */
export interface Entity {
  readonly type: string;
  readonly field: string;
}

export const OVER_TIMES = ['recompute', 'average', 'first', 'last', 'ratio'] as const;
/**
 * How coarser buckets follow from native ones (docs/meaning.md#native-grain). `first`: the value of
 * the first native bucket, for metrics that are measured when a bucket opens.
 */
export type OverTime = (typeof OVER_TIMES)[number];

export const UNIT_KINDS = ['count', 'currency', 'percent', 'tokens', 'other'] as const;

export interface Unit {
  readonly kind: (typeof UNIT_KINDS)[number];
  readonly currency: string | null;
}

export interface Metric {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  readonly group: string;
  readonly priority: string | null;
  readonly owner: string | null;
  readonly unit: Unit;
  /** The finest grain at which it has a meaning (docs/meaning.md#native-grain). */
  readonly grain: Grain;
  readonly overTime: OverTime;
  readonly deprecated: string | null;
  readonly definition: Definition;
  /** Dimensions that every part of it reaches; derived. */
  readonly dimensions: readonly string[];
  readonly sourceLocation: SourceLocation;
}

/** A metric is measured in the rows of one table, or made of other metrics. */
export type Definition = Measure | Composite;

/** A definition by other metrics, which it names by key. */
export type Composite = Ratio | Filtered | Derived;

/** Sum of numerators / sum of denominators over native buckets (docs/meaning.md#ratio). */
export interface Ratio {
  readonly kind: 'ratio';
  readonly numerator: string;
  readonly denominator: string;
}

/**
 * Another metric under its own filter, as if each query had the filter in its `where`
 * (docs/meaning.md#filtered).
 */
export interface Filtered {
  readonly kind: 'filtered';
  readonly metric: string;
  readonly where: DimensionRule;
}

/**
 * Arithmetic over the numbers of other metrics in the same bucket and group
 * (docs/meaning.md#derived).
 */
export interface Derived {
  readonly kind: 'derived';
  readonly expression: Expression;
}

export type Expression =
  | { readonly kind: 'metric'; readonly metric: string }
  /** Exact decimal. */
  | { readonly kind: 'number'; readonly value: string }
  | {
      readonly kind: 'operation';
      readonly operator: '+' | '-' | '*' | '/';
      readonly left: Expression;
      readonly right: Expression;
    };

interface MeasureBase {
  readonly table: string;
  /** The rows that count, by the columns of the table. */
  readonly filter: Condition;
}

/**
 * A number taken from the rows of one table. Columns are keys of that table's columns.
 * `kinds/` has the facts of each kind.
 */
export type Measure = Count | Sum | Distinct | First | Rolling | Statistic | Snapshot | Movement | Return;

/** Rows dated in the bucket, or `lag` native buckets before it (docs/meaning.md#count). */
export interface Count extends MeasureBase {
  readonly kind: 'count';
  readonly at: string;
  readonly lag: number;
}
/**
 * Sum of `column` × `factor` over those rows. A null value does not contribute
 * (docs/meaning.md#sum).
 */
export interface Sum extends MeasureBase {
  readonly kind: 'sum';
  readonly at: string;
  readonly column: string;
  /** Exact decimal. */
  readonly factor: string;
  readonly lag: number;
}
/** Distinct values of `entity` in the bucket. Null is no entity (docs/meaning.md#distinct). */
export interface Distinct extends MeasureBase {
  readonly kind: 'distinct';
  readonly at: string;
  readonly entity: string;
}
/**
 * Entities whose earliest row ever, by `at` and then the primary key, is in the bucket
 * (docs/meaning.md#first).
 */
export interface First extends MeasureBase {
  readonly kind: 'first';
  readonly at: string;
  readonly entity: string;
}
/**
 * Over the rows of a window that ends with the bucket: distinct values of `entity`. If that is
 * null: the sum of `column` × `factor`. If that is null too: the number of rows
 * (docs/meaning.md#rolling).
 */
export interface Rolling extends MeasureBase {
  readonly kind: 'rolling';
  readonly at: string;
  readonly entity: string | null;
  readonly column: string | null;
  readonly factor: string;
  readonly window: Window;
}
/**
 * `last`: that many units, including the unit at the bucket's end. `since`: everything since the
 * start of the unit that contains the bucket's start.
 */
export type Window =
  | { readonly kind: 'last'; readonly last: number; readonly unit: Grain }
  | { readonly kind: 'since'; readonly unit: Grain | 'beginning' };

/**
 * A statistic of values of `column` × `factor`; null if there is no value. The values are those of
 * rows. With `per` they are the sums of each entity in each native bucket
 * (docs/meaning.md#statistic).
 */
export interface Statistic extends MeasureBase {
  readonly kind: 'statistic';
  readonly at: string;
  readonly fn: 'avg' | 'min' | 'max' | 'percentile';
  /** For a percentile: an exact decimal from 0 to 1. Null for the others. */
  readonly fraction: string | null;
  readonly column: string;
  readonly factor: string;
  readonly per: string | null;
}
/**
 * Over the rows whose interval contains the bucket's close (from < close ≤ until), or its open:
 * distinct values of `entity`. If that is null: the sum of `column` × `factor`. If that is null
 * too: the number of rows (docs/meaning.md#snapshot).
 */
export interface Snapshot extends MeasureBase {
  readonly kind: 'snapshot';
  readonly from: string;
  readonly until: string;
  readonly moment: 'open' | 'close';
  readonly entity: string | null;
  readonly column: string | null;
  readonly factor: string;
}
export const MOVEMENTS = ['new', 'reactivated', 'expansion', 'contraction', 'churned', 'net'] as const;

/**
 * The difference between the amounts of each entity at the bucket's close and at its open. An
 * amount is the sum of `column` × `factor` over the valid rows; if `column` is null, their number.
 * `counts`: adds up the differences, or counts the entities that have one
 * (docs/meaning.md#movement).
 */
export interface Movement extends MeasureBase {
  readonly kind: 'movement';
  readonly from: string;
  readonly until: string;
  readonly entity: string;
  readonly column: string | null;
  readonly factor: string;
  readonly movement: (typeof MOVEMENTS)[number];
  readonly counts: 'amounts' | 'entities';
}
/**
 * Among the entities with a row `lag` native buckets before the bucket: those that have a row of
 * any `within` table in the bucket (docs/meaning.md#return).
 */
export interface Return extends MeasureBase {
  readonly kind: 'return';
  readonly at: string;
  readonly entity: string;
  readonly lag: number;
  readonly within: readonly EntityRows[];
}

/** Rows of a table by entity: the column that dates them, and the column with the entity. */
export interface EntityRows {
  readonly table: string;
  readonly at: string;
  readonly entity: string;
}

/**
 * A predicate over the columns of one table. It is true or false, never unknown: null equals no
 * value, so `not` keeps it. `all: []` is true for every row (docs/meaning.md#conditions).
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'null'; readonly column: string };

/** A predicate over dimensions. As a {@link Condition} it is true or false, never unknown. */
export type DimensionRule =
  | { readonly kind: 'all'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'any'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'not'; readonly of: DimensionRule }
  | { readonly kind: 'in'; readonly dimension: string; readonly values: readonly string[] }
  | { readonly kind: 'null'; readonly dimension: string };
