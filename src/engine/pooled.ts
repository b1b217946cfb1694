import { once } from 'node:events';
import { Pool, type ClientBase, type PoolClient, type PoolConfig } from 'pg';
import { GatewayError, gatewayError } from '../errors';
import type { Statement } from '../sql/statement';
import { COLUMNS, decodeColumns } from './columns';
import { openCursor } from './cursor';
import { Deadline } from './deadline';
import type { DatabaseColumn, Engine, EngineRow, StreamedRows } from './engine';
import { isLost, runFailure, unavailable } from './failure';
import { Held } from './held';
import { Places } from './places';
import { SESSION_SETTINGS } from './session';
import { StatementTimeouts } from './statementTimeouts';
import { textQuery } from './textQuery';

const COLUMNS_WITHIN_MS = 30_000;
const CLOSES_WITHIN_MS = 2_000;

/** What the engines that speak PostgreSQL's protocol do differently. */
export interface PooledOptions {
  readonly name: Engine['name'];
  readonly pool: PoolConfig & { readonly max: number };
  /** The server ends a statement at `statement_timeout`; only if it does not, we do, this much later. Null: it has no such thing. */
  readonly serverGraceMs: number | null;
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
  private readonly pool: Pool;
  private readonly places: Places;
  /** Rows that are streamed wait for whoever takes them: other statements should find a connection all the same. */
  private readonly streamPlaces: Places;
  private readonly runs = new Set<Deadline>();
  private readonly busy = new Set<PoolClient>();
  private readonly open = new Set<ClientBase>();
  private readonly timeouts = new StatementTimeouts();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: PooledOptions) {
    this.name = options.name;
    this.places = new Places(options.pool.max);
    this.streamPlaces = new Places(Math.max(1, Math.floor(options.pool.max / 2)));
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

  async stream(statement: Statement, deadlineMs: number, signal: AbortSignal): Promise<StreamedRows> {
    if (this.closing || signal.aborted) throw gatewayError('CANCELLED', {});
    const deadline = new Deadline(deadlineMs);
    signal.addEventListener('abort', () => deadline.callOff(gatewayError('CANCELLED', {})), { once: true });
    this.runs.add(deadline);
    const taken: (() => void)[] = [() => this.runs.delete(deadline)];
    const giveBack = () => taken.splice(0).forEach((one) => one());
    let held: Held | undefined;
    try {
      taken.push(await this.streamPlaces.take(deadline));
      taken.push(await this.places.take(deadline));
      const client = await this.connect(deadline);
      held = this.hold(client, deadline, giveBack);
      return await deadline.hold(this.begin(held, client, statement, deadline));
    } catch (error) {
      if (held) held.abandon();
      else giveBack();
      throw runFailure(this.name, error, deadline);
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

  private hold(client: PoolClient, deadline: Deadline, giveBack: () => void): Held {
    this.busy.add(client);
    return new Held(client, deadline, {
      // Closing ends what runs by itself.
      endStatement: async (one) => (this.closing ? undefined : this.options.endStatements([one])),
      takeBack: (one, lost) => {
        this.busy.delete(one);
        one.release(lost);
        giveBack();
      },
      explained: (error) => asError(runFailure(this.name, error, deadline)),
    });
  }

  private async begin(held: Held, client: PoolClient, statement: Statement, deadline: Deadline): Promise<StreamedRows> {
    if (this.options.serverGraceMs !== null) await this.timeouts.fit(client, deadline);
    return openCursor(held, statement);
  }

  private async send(client: PoolClient, statement: Statement, deadline: Deadline): Promise<readonly EngineRow[]> {
    if (deadline.left <= 0) throw deadline.error();
    if (this.options.serverGraceMs !== null) await this.timeouts.fit(client, deadline);
    return (await client.query<(string | null)[]>(textQuery(statement))).rows;
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

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
