import type { Readable } from 'node:stream';
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

/** Runs statements, read-only, each within a deadline. It creates and changes nothing. */
export interface Engine {
  readonly name: 'postgresql' | 'embedded';
  /** Errors: QUERY_TIMEOUT, CANCELLED (closed meanwhile), ENGINE_UNAVAILABLE. */
  run(statement: Statement, deadlineMs: number): Promise<readonly EngineRow[]>;
  /**
   * Runs a statement of which there may be more rows than fit into memory; the deadline is that of the last row. `signal` calls it off.
   * No more than half of all connections are held for such. Errors: as of `run`.
   */
  stream(statement: Statement, deadlineMs: number, signal: AbortSignal): Promise<StreamedRows>;
  /** Every column the connection may read, of tables and views; schemas on the search path come first, in its order. */
  columns(): Promise<readonly DatabaseColumn[]>;
  /** Ends what runs and gives back every resource. */
  close(): Promise<void>;
}
