import type { Grain } from '../time/grain';
import type { Role } from './role';
import type { Text, SourceLocation } from './text';

/**
 * The registry as the gateway uses it: plain, frozen data, checked and complete. `load.ts` makes it from YAML.
 * Nothing here knows SQL or GraphQL.
 */
export interface Registry {
  /** Hash of the definitions: changes when one of them does. */
  readonly version: string;
  /** IANA zone of a query that names none. */
  readonly timeZone: string;
  /** Language of labels where a query names none. */
  readonly locale: keyof Text;
  readonly limits: Limits;
  readonly groups: ReadonlyMap<string, MetricGroup>;
  readonly tables: ReadonlyMap<string, Table>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  /** In the order of the files, which is the order people see. */
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly roles: ReadonlyMap<string, Role>;
  /** Metrics that nobody is told of, as those that are told of are made of them: those that a role may not see; of all roles together none. */
  readonly hidden: ReadonlyMap<string, Metric>;
}

/** Bounds of one request; exceeding one is an error, never a cut. */
export interface Limits {
  readonly maxRows: number;
  /** Buckets of an answer, and native buckets that one metric may be measured over. */
  readonly maxBuckets: number;
  readonly maxMetrics: number;
  readonly timeoutMs: number;
  /** Points of all statements of a request and of its answer together (docs/operations.md#cost). */
  readonly maxCost: number;
  /** Points that one client may spend in a minute. */
  readonly costPerMinute: number;
  /** Words and signs of a document. */
  readonly maxTokens: number;
  /** Fields of a document that have another name, fragments written out. */
  readonly maxAliases: number;
  /** Directives of a document, fragments written out. */
  readonly maxDirectives: number;
  readonly maxExportRows: number;
  /** Milliseconds of a whole export, from its request to its last byte. */
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
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface Column {
  readonly key: string;
  /** Its name in the database. */
  readonly name: string;
  readonly type: ColumnType;
  /** Of a `timestamp`: the IANA zone its values were written in; null for other types, a `date` being one of whichever zone asks. */
  readonly timeZone: string | null;
  readonly sourceLocation: SourceLocation;
}

export interface Table {
  readonly key: string;
  /** Where its rows come from. */
  readonly source: TableSource;
  /** Rows that do not pass are not there at all (docs/meaning.md#standing-filters). */
  readonly filter: Condition;
  /** Keys of the columns that identify a row. */
  readonly primaryKey: readonly string[];
  /** Key of the column that dates a row unless a metric says otherwise; null: it must. */
  readonly time: string | null;
  readonly columns: ReadonlyMap<string, Column>;
  /** Parent table → columns of this table that hold the parent's primary key, in its order (many to one). */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly sourceLocation: SourceLocation;
}

/** What the rows of a table are (docs/meaning.md#sources). Tables are named by their keys. */
export type TableSource = Relation | Select | Union | Event;

/** A table or view of the database, as named there; without schema the connection's search path decides. */
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

/** The rows of several tables, one after the other; columns are matched by key. */
export interface Union {
  readonly kind: 'union';
  readonly of: readonly string[];
}

/** Of each entity one row of another table: the n-th by `at`, then the primary key, from the first or from the last, of those that pass the filter. */
export interface Event {
  readonly kind: 'event';
  readonly of: string;
  readonly each: string;
  readonly at: string;
  readonly which: 'first' | 'last';
  readonly nth: number;
  readonly filter: Condition;
}

export interface Dimension {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  /** `id`: compared and ordered as the column's own type; `text`: by code point. */
  readonly type: 'text' | 'id';
  readonly table: string;
  readonly column: string;
  /** What null, an empty string and a missing parent count as; null: they are the null group. */
  readonly empty: string | null;
  readonly values: ReadonlyMap<string, Text>;
  /** What its values are the ids of, where other services know more of that; null: of nothing. */
  readonly entity: Entity | null;
  readonly sourceLocation: SourceLocation;
}

/** A type of the schema, and the field of a row that it stands in. */
export interface Entity {
  readonly type: string;
  readonly field: string;
}

/** `first`: the value of the first native bucket, for what is looked at when a bucket opens. */
export type OverTime = 'recompute' | 'average' | 'first' | 'last' | 'ratio';

export interface Unit {
  readonly kind: 'count' | 'currency' | 'percent' | 'tokens' | 'other';
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
  /** The finest grain at which it means something (docs/meaning.md#native-grain). */
  readonly grain: Grain;
  readonly overTime: OverTime;
  readonly deprecated: string | null;
  readonly definition: Definition;
  /** Dimensions that every part of it reaches; derived. */
  readonly dimensions: readonly string[];
  readonly sourceLocation: SourceLocation;
}

/** What a metric is: taken from the rows of one table, or made of other metrics, which are named by their keys. */
export type Definition = Measure | Ratio | Filtered | Derived;

/** Sum of numerators / sum of denominators over native buckets, each the key of another metric. */
export interface Ratio {
  readonly kind: 'ratio';
  readonly numerator: string;
  readonly denominator: string;
}

/** Another metric under a filter of its own, as if every query had it in its `where` (docs/meaning.md#filtered). */
export interface Filtered {
  readonly kind: 'filtered';
  readonly metric: string;
  readonly where: DimensionRule;
}

/** Arithmetic over the numbers of other metrics in the same bucket and group (docs/meaning.md#derived). */
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
  /** Rows that count at all; over the table's own columns. */
  readonly filter: Condition;
}

/** What one metric takes from the rows of one table. Columns are keys of that table's columns. */
export type Measure = Count | Sum | Distinct | First | Rolling | Statistic | Snapshot | Movement | Return;

/** Rows dated in the bucket, or `lag` native buckets before it. */
export interface Count extends MeasureBase {
  readonly kind: 'count';
  readonly at: string;
  readonly lag: number;
}
/** Sum of `column` × `factor` over those rows; a null value does not contribute. */
export interface Sum extends MeasureBase {
  readonly kind: 'sum';
  readonly at: string;
  readonly column: string;
  /** Exact decimal. */
  readonly factor: string;
  readonly lag: number;
}
/** Different values of `entity` in the bucket; null is nobody. */
export interface Distinct extends MeasureBase {
  readonly kind: 'distinct';
  readonly at: string;
  readonly entity: string;
}
/** Entities whose earliest row ever (by `at`, then the primary key) is in the bucket. */
export interface First extends MeasureBase {
  readonly kind: 'first';
  readonly at: string;
  readonly entity: string;
}
/**
 * Over the rows of a window that ends with the bucket: different values of `entity`; where that is null the sum of `column` × `factor`;
 * where that is null too their number.
 */
export interface Rolling extends MeasureBase {
  readonly kind: 'rolling';
  readonly at: string;
  readonly entity: string | null;
  readonly column: string | null;
  readonly factor: string;
  readonly window: Window;
}
/** The last so many units, that of the bucket's end included; or everything since the start of the unit that holds the bucket's start. */
export type Window =
  | { readonly kind: 'last'; readonly last: number; readonly unit: Grain }
  | { readonly kind: 'since'; readonly unit: Grain | 'beginning' };

/**
 * A statistic of values of `column` × `factor`, null where there is none: those of rows, or, with `per`, the sums of each entity in each native bucket.
 */
export interface Statistic extends MeasureBase {
  readonly kind: 'statistic';
  readonly at: string;
  readonly fn: 'avg' | 'min' | 'max' | 'percentile';
  /** Of a percentile: an exact decimal from 0 to 1; of the others null. */
  readonly fraction: string | null;
  readonly column: string;
  readonly factor: string;
  readonly per: string | null;
}
/**
 * Over the rows whose interval holds the bucket's close (from < close ≤ until), or its open: different values of `entity`; where that is null
 * the sum of `column` × `factor`; where that is null too their number.
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
/**
 * How the amount of each entity at the bucket's close differs from that at its open; an amount is the sum of `column` × `factor` (null: the number) of its
 * valid rows. `counts`: the differences are added up, or the entities that have one are counted (docs/meaning.md#movement).
 */
export interface Movement extends MeasureBase {
  readonly kind: 'movement';
  readonly from: string;
  readonly until: string;
  readonly entity: string;
  readonly column: string | null;
  readonly factor: string;
  readonly movement: 'new' | 'reactivated' | 'expansion' | 'contraction' | 'churned' | 'net';
  readonly counts: 'amounts' | 'entities';
}
/** Of the entities with a row `lag` native buckets before: those with a row of any `within` table in the bucket. */
export interface Return extends MeasureBase {
  readonly kind: 'return';
  readonly at: string;
  readonly entity: string;
  readonly lag: number;
  readonly within: readonly { readonly table: string; readonly at: string; readonly entity: string }[];
}

/**
 * A predicate over the columns of one table, two-valued: null equals no value, so `not` keeps it.
 * `all: []` is true of every row.
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[] }
  | { readonly kind: 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly kind: 'null'; readonly column: string };

/** A predicate over dimensions, two-valued as a {@link Condition} is. */
export type DimensionRule =
  | { readonly kind: 'all'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'any'; readonly of: readonly DimensionRule[] }
  | { readonly kind: 'not'; readonly of: DimensionRule }
  | { readonly kind: 'in'; readonly dimension: string; readonly values: readonly string[] }
  | { readonly kind: 'null'; readonly dimension: string };
