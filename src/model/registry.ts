import type { Grain } from '../time/grain';
import type { Locale } from '../time/locale';
import type { Definition } from './definition';
import type { DimensionForm } from './dimensionForm';
import type { Role } from './role';
import type { Table } from './table';
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
  /** Default locale of labels and numbers: the first of `locales`. */
  readonly locale: Locale;
  /** The locales of labels and descriptions (docs/meaning.md#locales). */
  readonly locales: readonly Locale[];
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

/** Limits of one request. A request that exceeds one gets an error; no answer is truncated. */
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
  /** Milliseconds that an answer may be older than the data (docs/operations.md#kept-answers). */
  readonly maxAgeMs: number;
}

/** A chapter of the definition table. */
export interface MetricGroup {
  readonly key: string;
  readonly label: Text;
}

export interface Dimension {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  readonly table: string;
  readonly column: string;
  /** Its type, and how its values follow from those of the column. */
  readonly form: DimensionForm;
  /** Labels of values. */
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

export const OVER_TIMES = ['recompute', 'sum', 'average', 'first', 'last', 'ratio'] as const;
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

export const BETTERS = ['up', 'down'] as const;
/** The direction in which a number is better (docs/meaning.md#better). */
export type Better = (typeof BETTERS)[number];

export interface Metric {
  readonly key: string;
  readonly label: Text;
  readonly description: Text | null;
  readonly group: string;
  readonly priority: string | null;
  readonly owner: string | null;
  /** Null: neither direction is better. Only the metric's own declaration counts. */
  readonly better: Better | null;
  readonly unit: Unit;
  /** The finest grain at which it has a meaning (docs/meaning.md#native-grain). */
  readonly grain: Grain;
  readonly overTime: OverTime;
  readonly deprecated: string | null;
  /** Its earlier keys; each is a metric of its own (docs/meaning.md#deprecated-and-renamed). */
  readonly formerKeys: readonly string[];
  /** If its key is a former one: the current key; otherwise null. */
  readonly renamedTo: string | null;
  readonly definition: Definition;
  /** Dimensions that every part of it reaches; derived. */
  readonly dimensions: readonly string[];
  readonly sourceLocation: SourceLocation;
}
