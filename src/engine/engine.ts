import type { Statement } from '../sql/statement';

/** A row as it comes: the text of each column in the statement's order, null for null. */
export type EngineRow = readonly (string | null)[];

/** A column of the database as it is, named as the database names it; `type` in PostgreSQL's words (`bigint`, `timestamp with time zone`), `enum` of every enumerated type. */
export interface DatabaseColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The table's bare name, without its schema, means this table: the schema is on the search path and the first there to have it. */
  readonly visible: boolean;
  /** Some index of all rows is in its order: they can be found by it without reading the table. */
  readonly leadsIndex: boolean;
}

/**
 * How a table stands that statements read, in texts that are only compared: one that differs from before, in whatever way, says that something
 * changed. A change is seen no earlier here than by a statement that reads the rows.
 */
export interface TableState {
  /** What the database knows it by. */
  readonly table: string;
  /** Of what it is: by this name there may be other tables to look at now. */
  readonly definition: string;
  /** Of its rows, those of its partitions among them; null: nothing tells. */
  readonly rows: string | null;
}

/** How a database tells that rows have changed, without reading them. Errors: those of {@link Engine.run}. */
export interface Changes {
  /** The tables that a statement reads, through views too, as they stand. It is not run. */
  readBy(statement: Statement): Promise<readonly TableState[]>;
  /** The same tables as they stand now, but for those that are gone. */
  states(tables: readonly string[]): Promise<readonly TableState[]>;
}

/** Runs statements, read-only, each within a deadline. It creates and changes nothing. */
export interface Engine {
  readonly name: 'postgresql' | 'embedded';
  /** Errors: QUERY_TIMEOUT, CANCELLED (closed meanwhile), ENGINE_UNAVAILABLE. */
  run(statement: Statement, deadlineMs: number): Promise<readonly EngineRow[]>;
  /** Every column the connection may read, of tables and views; schemas on the search path come first, in its order. */
  columns(): Promise<readonly DatabaseColumn[]>;
  /** Null: this database does not tell. */
  readonly changes: Changes | null;
  /** Ends what runs and gives back every resource. */
  close(): Promise<void>;
}
