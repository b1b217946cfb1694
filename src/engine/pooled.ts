import { once } from 'node:events';
import { Pool, type ClientBase, type CustomTypesConfig, type PoolClient, type PoolConfig } from 'pg';
import { gatewayError } from '../errors';
import type { Statement } from '../sql/statement';
import { forItself, type Asker } from './asker';
import { COLUMNS, decodeColumns } from './columns';
import { Deadline } from './deadline';
import type { DatabaseColumn, Engine, EngineRow } from './engine';
import { isLost, runFailure, unavailable } from './failure';
import { InFlight } from './inFlight';
import { Outage } from './outage';
import { Places, type Turn } from './places';
import { SESSION_SETTINGS } from './session';
import { StatementTimeouts } from './statementTimeouts';

const COLUMNS_WITHIN_MS = 30_000;
const CLOSES_WITHIN_MS = 2_000;
const SET_WITHIN_MS = 5_000;
/** Values stay the text they are on the wire; `answer/` decodes them. */
const AS_TEXT: CustomTypesConfig = { getTypeParser: () => (text: string) => text };

/** What the engines that speak PostgreSQL's protocol do differently. */
export interface PooledOptions {
  readonly name: Engine['name'];
  readonly pool: PoolConfig & { readonly max: number };
  /** The server has a clock of its own for statements, `statement_timeout`. */
  readonly serverTimeouts: boolean;
  /**
   * Ends the statement that runs on a connection, when nobody waits for it any more; `ended` settles when it has. Resolves when nothing
   * that comes later on the connection can be hit by that. Where it fails, the connection is given up.
   */
  readonly stop: (client: ClientBase, ended: Promise<unknown>, isClosing: boolean) => Promise<void>;
  /** Gives back what lies below the connections, when they are closed. */
  readonly release?: () => Promise<void>;
}

/** What a connection is used by: in whose turn, until when, and how long the server may work on it. */
interface Use {
  readonly turn: Turn;
  readonly signal: AbortSignal;
  readonly milliseconds: number;
}

/** Runs statements over the driver's pool: one a connection at a time, the same one once for all who ask, rows as text. */
export class PooledEngine implements Engine {
  readonly name: Engine['name'];
  private readonly pool: Pool;
  private readonly places: Places;
  private readonly inFlight = new InFlight<readonly EngineRow[]>();
  private readonly outage = new Outage();
  private readonly open = new Set<ClientBase>();
  private readonly timeouts = new StatementTimeouts();
  private closing: Promise<void> | undefined;

  constructor(private readonly options: PooledOptions) {
    this.name = options.name;
    this.places = new Places(options.pool.max);
    const settings = { text: SESSION_SETTINGS, query_timeout: SET_WITHIN_MS };
    this.pool = new Pool({ ...options.pool, onConnect: (client) => client.query(settings) });
    // A connection lost while idle is replaced when one is needed; an `error` event without a listener ends the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => this.open.add(client.on('error', () => undefined)));
    this.pool.on('remove', (client) => this.open.delete(client));
  }

  async run(statement: Statement, { deadline, client }: Asker): Promise<readonly EngineRow[]> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    deadline.check();
    const { milliseconds } = deadline;
    // Those who may take as long share: the server's clock is the same for all of them.
    const key = JSON.stringify([milliseconds, statement.text, statement.parameters]);
    const begin = () =>
      this.inFlight.begin(key, this.places.ask(client, deadline.left), (turn, signal) => {
        const use = { turn, signal, milliseconds };
        return this.onConnection(use, (connection) => this.send(connection, statement, use));
      });
    return (this.inFlight.find(key, client) ?? begin()).wait(deadline);
  }

  async columns(): Promise<readonly DatabaseColumn[]> {
    return decodeColumns(await this.run(COLUMNS, forItself(COLUMNS_WITHIN_MS)));
  }

  close(): Promise<void> {
    // Known as closing before anything ends.
    return (this.closing ??= Promise.resolve().then(() => this.end()));
  }

  /** Works on a connection, in turn. When the signal says that nobody waits any more, what runs there is ended. */
  private async onConnection<T>(use: Use, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { turn, signal } = use;
    try {
      await Promise.race([turn.given, aborted(signal)]);
      return await this.stoppable(await this.connect(), use, work);
    } finally {
      turn.end();
    }
  }

  private async connect(): Promise<PoolClient> {
    const connect = () => this.pool.connect();
    try {
      return await (this.pool.idleCount > 0 ? connect() : this.outage.attempt(connect));
    } catch (error) {
      throw unavailable(this.name, error);
    }
  }

  private async stoppable<T>(client: PoolClient, use: Use, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { signal, milliseconds } = use;
    const began = performance.now();
    let lost = false;
    let stopping: Promise<void> | undefined;
    const working = signal.aborted ? aborted(signal) : work(client);
    const stopped = new Promise<never>((_, giveUp) => {
      const stop = () => (stopping = this.options.stop(client, working, this.closing !== undefined)).catch(giveUp);
      signal.addEventListener('abort', stop, { once: true });
      void working.catch(() => undefined).finally(() => signal.removeEventListener('abort', stop));
    });
    try {
      return await Promise.race([working, stopped]);
    } catch (error) {
      lost = isLost(error);
      throw runFailure(this.name, error, { tookMs: performance.now() - began, milliseconds });
    } finally {
      // Until then an order to cancel may be on its way, which must not meet another statement here.
      await stopping?.catch(() => (lost = true));
      client.release(lost);
    }
  }

  private async send(
    client: PoolClient,
    statement: Statement,
    { signal, milliseconds }: Use,
  ): Promise<readonly EngineRow[]> {
    if (this.options.serverTimeouts) await this.timeouts.fit(client, milliseconds);
    // An order to end it may have come before it was sent.
    signal.throwIfAborted();
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
    const ended = this.inFlight.callOff(gatewayError('CANCELLED', {})).then(() => this.pool.end());
    await new Deadline(CLOSES_WITHIN_MS).hold(ended.then(() => this.allClosed())).catch(() => undefined);
    await this.options.release?.();
  }

  private async allClosed(): Promise<void> {
    while (this.open.size > 0) await once(this.pool, 'remove');
  }
}

/** Fails when the signal says so. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(gatewayError('CANCELLED', {}));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
