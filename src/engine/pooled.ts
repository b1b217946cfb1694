import { once } from 'node:events';
import { Pool, type ClientBase, type CustomTypesConfig, type PoolClient, type PoolConfig } from 'pg';
import { GatewayError, gatewayError } from '../errors';
import type { Statement } from '../sql/statement';
import { countedChanges } from './changes';
import { COLUMNS, decodeColumns } from './columns';
import { Deadline } from './deadline';
import type { Changes, DatabaseColumn, Engine, EngineRow } from './engine';
import { isLost, runFailure, unavailable } from './failure';
import { Places } from './places';
import { SESSION_SETTINGS } from './session';
import { StatementTimeouts } from './statementTimeouts';

const COLUMNS_WITHIN_MS = 30_000;
const CLOSES_WITHIN_MS = 2_000;
/** Values stay the text they are on the wire; `answer/` decodes them. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/** What the engines that speak PostgreSQL's protocol do differently. */
export interface PooledOptions {
  readonly name: Engine['name'];
  readonly pool: PoolConfig & { readonly max: number };
  /** The server ends a statement at `statement_timeout`; only if it does not, we do, this much later. Null: it has no such thing. */
  readonly serverGraceMs: number | null;
  /** The database counts the changes of each table as they are committed. */
  readonly countsChanges: boolean;
  /** A statement went past its deadline and its connection is given up. */
  readonly onOverdue: () => void;
  /** Ends, for good, what still runs on these connections, which are given up. */
  readonly endStatements: (connections: readonly ClientBase[]) => Promise<void>;
  /** Gives back what lies below the connections, when they are closed. */
  readonly release?: () => Promise<void>;
}

/** Runs statements over the driver's pool: one a connection at a time, within its deadline, rows as text. */
export class PooledEngine implements Engine {
  readonly name: Engine['name'];
  readonly changes: Changes | null;
  private readonly pool: Pool;
  private readonly places: Places;
  private readonly runs = new Set<Deadline>();
  private readonly busy = new Set<PoolClient>();
  private readonly open = new Set<ClientBase>();
  private readonly timeouts = new StatementTimeouts();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: PooledOptions) {
    this.name = options.name;
    this.changes = options.countsChanges ? countedChanges(this) : null;
    this.places = new Places(options.pool.max);
    this.pool = new Pool({ ...options.pool, onConnect: (client) => client.query(SESSION_SETTINGS) });
    // A connection lost while idle is replaced when one is needed; an `error` event without a listener ends the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => this.open.add(client.on('error', () => undefined)));
    this.pool.on('remove', (client) => this.open.delete(client));
  }

  async run(statement: Statement, deadlineMs: number): Promise<readonly EngineRow[]> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    const deadline = new Deadline(deadlineMs);
    this.runs.add(deadline);
    try {
      const giveBack = await this.places.take(deadline);
      try {
        return await this.runOn(await this.connect(deadline), statement, deadline);
      } finally {
        giveBack();
      }
    } finally {
      this.runs.delete(deadline);
    }
  }

  async columns(): Promise<readonly DatabaseColumn[]> {
    return decodeColumns(await this.run(COLUMNS, COLUMNS_WITHIN_MS));
  }

  close(): Promise<void> {
    return (this.closing ??= this.end());
  }

  private async connect(deadline: Deadline): Promise<PoolClient> {
    const connecting = this.pool.connect();
    const giveBack = () => void connecting.then((late) => late.release()).catch(() => undefined);
    try {
      return await deadline.hold(connecting, giveBack);
    } catch (error) {
      throw error instanceof GatewayError ? error : unavailable(this.name, error);
    }
  }

  private async runOn(client: PoolClient, statement: Statement, deadline: Deadline): Promise<readonly EngineRow[]> {
    let lost = false;
    this.busy.add(client);
    try {
      const giveUp = () => {
        lost = true;
        if (!this.closing) this.options.onOverdue();
      };
      return await deadline.hold(this.send(client, statement, deadline), giveUp, this.options.serverGraceMs ?? 0);
    } catch (error) {
      lost ||= isLost(error);
      throw runFailure(this.name, error, deadline);
    } finally {
      this.busy.delete(client);
      client.release(lost);
    }
  }

  private async send(client: PoolClient, statement: Statement, deadline: Deadline): Promise<readonly EngineRow[]> {
    if (deadline.left <= 0) throw deadline.error();
    if (this.options.serverGraceMs !== null) await this.timeouts.fit(client, deadline);
    const query = {
      text: statement.text,
      values: [...statement.parameters],
      rowMode: 'array' as const,
      types: AS_TEXT,
      // Without parameters too: the simple protocol would take several statements in one text.
      queryMode: 'extended',
    };
    return (await client.query<(string | null)[]>(query)).rows;
  }

  private async end(): Promise<void> {
    const busy = [...this.busy];
    for (const run of this.runs) run.callOff(gatewayError('CANCELLED', {}));
    if (busy.length > 0) await this.options.endStatements(busy).catch(() => undefined);
    const ended = this.pool.end().then(() => this.allClosed());
    await new Deadline(CLOSES_WITHIN_MS).hold(ended).catch(() => undefined);
    await this.options.release?.();
  }

  private async allClosed(): Promise<void> {
    while (this.open.size > 0) await once(this.pool, 'remove');
  }
}
