import type { ClientBase, Connection, Submittable } from 'pg';
import type { Parameter, Statement } from '../../sql/statement';
import type { EngineRow } from '../engine';
import { BEGIN } from './transactionSettings';

/** The messages of a connection. The driver's types describe an older version of them. */
interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  parse(message: { readonly text: string }): void;
  bind(message: { readonly values: readonly (string | null)[] }): void;
  execute(message: object): void;
  sync(): void;
  sendCopyFail(reason: string): void;
}

/** `BEGIN` and the settings come before the statement, so their results are not its rows. */
const BEFORE = 2;

/**
 * Runs one statement in a read-only transaction with these settings, in one round trip. If it
 * fails, the transaction is still open: call {@link endTransaction}. Errors: the driver's.
 */
export function queryInTransaction(
  client: ClientBase,
  statement: Statement,
  settings: Statement,
): Promise<readonly EngineRow[]> {
  return new Promise((resolve, reject) => {
    client.query(new TransactionQuery(statement, settings, resolve, reject));
  });
}

/** Ends the transaction of a failed statement. Errors: the driver's; the connection is lost. */
export async function endTransaction(client: ClientBase, withinMs: number): Promise<void> {
  const rollback = { text: 'ROLLBACK', query_timeout: withinMs };
  await client.query(rollback);
}

/**
 * The statement between `BEGIN` and `COMMIT`, sent as one group of messages. If one fails, the
 * server skips the rest of the group. So the statement never runs without the transaction and its
 * settings. The driver calls these methods for the messages of the server.
 */
class TransactionQuery implements Submittable {
  private readonly rows: EngineRow[] = [];
  private completed = 0;
  /** The driver requires it of a query of our own. */
  readonly callback = () => undefined;

  constructor(
    private readonly statement: Statement,
    private readonly settings: Statement,
    private readonly resolve: (rows: readonly EngineRow[]) => void,
    private readonly reject: (error: unknown) => void,
  ) {}

  submit(connection: Connection): null {
    const wire = connection as unknown as Wire;
    wire.stream.cork();
    execute(wire, { text: BEGIN, parameters: [] });
    execute(wire, this.settings);
    execute(wire, this.statement);
    execute(wire, { text: 'COMMIT', parameters: [] });
    wire.sync();
    wire.stream.uncork();
    return null;
  }

  handleDataRow({ fields }: { readonly fields: EngineRow }): void {
    if (this.completed === BEFORE) this.rows.push(fields);
  }

  handleCommandComplete(): void {
    this.completed += 1;
  }

  handleEmptyQuery(): void {
    this.completed += 1;
  }

  handleReadyForQuery(): void {
    this.resolve(this.rows);
  }

  handleError(error: unknown): void {
    this.reject(error);
  }

  handleCopyInResponse(connection: unknown): void {
    (connection as Wire).sendCopyFail('The gateway only reads.');
  }

  handleCopyData(): void {
    // `COPY … TO` has no rows.
  }
}

/** Without a Describe, the server sends no types; `answer/` decodes the text of the values. */
function execute(wire: Wire, { text, parameters }: Statement): void {
  wire.parse({ text });
  wire.bind({ values: parameters.map(textOf) });
  wire.execute({});
}

function textOf(parameter: Parameter): string | null {
  if (parameter === null) return null;
  return typeof parameter === 'object' ? `{${parameter.map(elementOf).join(',')}}` : String(parameter);
}

/** Quoted, so that a comma, a brace or the word NULL is only text. */
function elementOf(value: string | number): string {
  return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}
