import type { Readable } from 'node:stream';
import type { Registry } from '../model/registry';
import type { Dialect } from '../sql/dialect';
import type { Statement } from '../sql/statement';
import type { Asker } from './asker';

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
  /** How many different values it has, as the database estimates; null: it has not looked yet. */
  readonly distinct: number | null;
}

/** Rows that are read as they are taken. */
export interface StreamedRows {
  /** How many there are. */
  readonly count: number;
  /**
   * Batches of rows, `EngineRow[]` each. A connection is held until the last is read; whoever wants no more destroys it, and what runs at
   * the server ends. It fails with the errors of {@link Engine.stream}, also while nobody reads.
   */
  readonly batches: Readable;
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

/** Runs statements, read-only, each for as long as someone waits for it. It creates and changes nothing. */
export interface Engine {
  readonly name: 'postgresql' | 'embedded';
  /** The SQL that it understands, and what plans may rely on. */
  readonly dialect: Dialect;
  /**
   * The same statement, asked for while it waits or runs, runs once for all askers. When the last of them has left it is ended in the
   * database too. Errors: QUERY_TIMEOUT, CANCELLED (closed meanwhile, or ended by someone else), ENGINE_UNAVAILABLE (also where too much
   * waits already); the reason for which the asker's deadline was called off.
   */
  run(statement: Statement, asker: Asker): Promise<readonly EngineRow[]>;
  /**
   * Runs a statement of which there may be more rows than fit into memory; the deadline is that of the last row. No more than half of all
   * connections are held for such, and each asker has a statement of its own. Errors: as of `run`.
   */
  stream(statement: Statement, asker: Asker): Promise<StreamedRows>;
  /** Every column the connection may read, of tables and views; schemas on the search path come first, in its order. */
  columns(): Promise<readonly DatabaseColumn[]>;
  /**
   * All that the registry declares and the database lacks or has in another way: a line each, which
   * begins with the declaration's source location. Errors: those of `run`.
   */
  check(registry: Registry): Promise<readonly string[]>;
  /** Null: this database does not tell. */
  readonly changes: Changes | null;
  /** Ends what runs and gives back every resource. */
  close(): Promise<void>;
}
