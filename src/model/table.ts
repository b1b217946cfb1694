import type { Condition } from './condition';
import type { RowExpression } from './rowExpression';
import type { SourceLocation } from './text';

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
  /**
   * Null: a column of the table's source. Otherwise it is computed from other columns of the row,
   * and its name is its key (docs/meaning.md#computed-columns).
   */
  readonly computed: Computed | null;
  readonly sourceLocation: SourceLocation;
}

/** The expression of a computed column, and its text as written. */
export interface Computed {
  readonly text: string;
  readonly value: RowExpression;
}

export interface Table {
  readonly key: string;
  /** Where its rows come from. */
  readonly source: TableSource;
  /** Rows that do not pass do not exist (docs/meaning.md#standing-filters). */
  readonly filter: Condition;
  /** Keys of the columns that identify a row. */
  readonly primaryKey: readonly string[];
  /**
   * The author guarantees that the primary key is unique: nothing warns if it is not proven
   * (docs/meaning.md#keys-that-are-not-proven).
   */
  readonly isKeyTrusted: boolean;
  /** Key of the column with the date of a row; null: each metric names its own. */
  readonly time: string | null;
  readonly columns: ReadonlyMap<string, Column>;
  /**
   * Parent table → columns of this table that hold the parent's primary key, in its order. Many
   * rows may have the same parent.
   */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** The author's promise about old rows; null: there is none. */
  readonly settles: Settles | null;
  readonly sourceLocation: SourceLocation;
}

export const SETTLE_UNITS = ['hour', 'day', 'week'] as const;

/**
 * The promise that rows of a table no longer change once they are old (docs/meaning.md#settled).
 * `columns`: the promise covers only these columns, the primary key and the time; null: all.
 */
export interface Settles {
  readonly after: number;
  readonly unit: (typeof SETTLE_UNITS)[number];
  readonly columns: readonly string[] | null;
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

/** The columns that the source of a table has: all but the computed ones. */
export function storedColumns({ columns }: Pick<Table, 'columns'>): readonly Column[] {
  return [...columns.values()].filter(({ computed }) => computed === null);
}
