import type { Readable } from 'node:stream';
import type { Registry } from '../model/registry';
import type { Dialect } from '../sql/dialect';
import type { Statement } from '../sql/statement';
import type { Asker } from './asker';
import type { Deadline } from './deadline';

/** A row: the text of each column in order, or null. */
export type EngineRow = readonly (string | null)[];

/**
 * A column of the database, with its own names. `type` is the name of the type in the database
 * (`bigint`, `timestamp with time zone`), or `enum` for every enumerated type.
 */
export interface DatabaseColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  /** The table can be named without its schema: it is the first of its name on the search path. */
  readonly visible: boolean;
  /**
   * The sorted indexes over all rows that begin with this column, each as its columns in order. An
   * index with an expression is known up to it.
   */
  readonly indexes: readonly (readonly string[])[];
  /**
   * The unique indexes over all rows that contain this column, each as its columns. Rows with null
   * in a column of such an index may repeat.
   */
  readonly uniqueIndexes: readonly (readonly string[])[];
  /** How many different values it has, by an estimate of the database; null: unknown. */
  readonly distinct: number | null;
  /**
   * How many rows its table has, by an estimate of the database; null: unknown, or the rows are not
   * in one table of their own.
   */
  readonly rows: number | null;
}

/** Rows that are read when they are wanted. */
export interface StreamedRows {
  /** The number of rows. */
  readonly count: number;
  /**
   * Batches of rows, each an `EngineRow[]`. A connection is kept until the last is read. Destroy
   * the stream to stop early: the statement at the server then ends. It fails with the errors of
   * {@link Engine.stream}, even while nobody reads.
   */
  readonly batches: Readable;
}

/**
 * The state of a table, in texts that are only compared. A different text means that something
 * changed. A statement that starts after the state has changed reads the changed rows.
 */
export interface TableState {
  /** The identity of the table in the database. */
  readonly table: string;
  /** The state of its definition. A change may mean that the name belongs to other tables now. */
  readonly definition: string;
  /** The state of its rows and of those in its partitions; null: unknown. */
  readonly rows: string | null;
}

/** Says which rows have changed, without reading them. Errors: those of {@link Engine.run}. */
export interface Changes {
  /** The tables that a statement reads, also through views. The statement does not run. */
  readBy(statement: Statement): Promise<readonly TableState[]>;
  /** The present state of the same tables, without those that no longer exist. */
  states(tables: readonly string[]): Promise<readonly TableState[]>;
}

/**
 * The state of the database, as a text that is only compared. Equal texts mean that statements
 * which read tables alone have the same rows at both times.
 */
export interface DatabaseSnapshot {
  /**
   * The state now: the look begins after the call. A statement that begins after a later change
   * never has this text again. Null: the state is unknown. Errors: those of {@link Engine.run}.
   */
  look(deadline: Deadline): Promise<string | null>;
  /**
   * Whether the state decides the rows of a statement: it reads no other server, and no function
   * that gives another result each time. The statement does not run. Errors: those of
   * {@link Engine.run}.
   */
  decides(statement: Statement, asker: Asker): Promise<boolean>;
}

/** The number of statements that wait for a connection, and that have one. */
export interface EngineLoad {
  readonly waiting: number;
  readonly running: number;
}

/** Runs statements, read-only, each as long as a client waits for it. It never changes anything. */
export interface Engine {
  readonly name: 'postgresql' | 'embedded' | 'clickhouse';
  /** The SQL of the database, and the capabilities that plans may use. */
  readonly dialect: Dialect;
  /**
   * Runs a statement. Clients that ask for the same one at the same time share one run. It ends in
   * the database when the last client leaves. Errors: QUERY_TIMEOUT, CANCELLED (the engine closes,
   * or someone else ended it), ENGINE_UNAVAILABLE (also if too many statements wait), and the
   * reason for which the deadline was called off.
   */
  run(statement: Statement, asker: Asker): Promise<readonly EngineRow[]>;
  /**
   * Runs a statement with more rows than fit into memory. The deadline is for the last row. Such
   * statements use at most half of the connections, and are never shared. Errors: those of `run`.
   */
  stream(statement: Statement, asker: Asker): Promise<StreamedRows>;
  /**
   * Resolves if the database answers; a database that is only busy does. Errors: CANCELLED (the
   * engine closes); ENGINE_UNAVAILABLE, also if too many statements wait.
   */
  ping(withinMs: number): Promise<void>;
  /**
   * Every column that the connection may read, of tables and views, in order of the search path.
   */
  columns(): Promise<readonly DatabaseColumn[]>;
  /**
   * A line for each part of the registry that the database lacks or has in another form. It begins
   * with the source location. Errors: those of `run`.
   */
  check(registry: Registry): Promise<readonly string[]>;
  /** The statements of this moment. */
  readonly load?: () => EngineLoad;
  /** Null: this database does not report changes. */
  readonly changes: Changes | null;
  /** Null: this database does not show its state. */
  readonly snapshot: DatabaseSnapshot | null;
  /** Ends all statements and frees all resources. */
  close(): Promise<void>;
}
