/** A column of a surveyed table. `type` is the name of the type in the database, or `enum`. */
export interface SurveyedColumn {
  readonly name: string;
  readonly type: string;
  readonly comment: string | null;
}

/** Columns that refer to a unique key of a table, in the order of that key. */
export interface ForeignKey {
  readonly columns: readonly string[];
  readonly schema: string;
  readonly table: string;
  readonly referenced: readonly string[];
}

/** What some rows of a table show about a column. */
export interface ColumnSample {
  /** The share of rows that have a value, 0…1. */
  readonly filled: number;
  /** The number of different values. */
  readonly distinct: number;
}

/** What some rows of a table show. */
export interface TableSample {
  readonly rows: number;
  /** True if the table has no other rows. */
  readonly isWhole: boolean;
  /** By the names of the columns whose types the registry knows. */
  readonly columns: ReadonlyMap<string, ColumnSample>;
}

/** A table of the database, or a view, as its catalog describes it. */
export interface SurveyedTable {
  readonly schema: string;
  readonly name: string;
  /** The table can be named without its schema. */
  readonly isVisible: boolean;
  readonly comment: string | null;
  readonly columns: readonly SurveyedColumn[];
  /** The keys that a unique index proves, the primary key first. Their columns are never null. */
  readonly keys: readonly (readonly string[])[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly sample: TableSample;
}

/** The tables to look at. Empty lists: every schema of the search path, and every table in them. */
export interface SurveyScope {
  readonly schemas: readonly string[];
  readonly tables: readonly string[];
}
