import { once } from 'node:events';
import type { ClientBase, Pool, PoolClient, PoolConfig } from 'pg';
import { asError, gatewayError } from '../../errors';
import type { Registry } from '../../model/registry';
import { postgresDialect } from '../../sql/postgres/dialect';
import type { Statement } from '../../sql/statement';
import { aborted } from '../aborted';
import { forItself, type Asker } from '../asker';
import { countedChanges } from './changes';
import { checkDatabase } from './check';
import { COLUMNS, decodeColumns } from './columns';
import { openCursor } from './cursor';
import { Deadline, isTimeout } from '../deadline';
import type { Changes, DatabaseColumn, Engine, EngineLoad, EngineRow, DatabaseSnapshot, StreamedRows } from '../engine';
import { isLost, runFailure, unavailable } from './failure';
import { Held } from './held';
import { Ping } from './ping';
import { pooled, routedPool, type Connections } from './routedPool';
import type { Routes } from './routes';
import { Servers } from './servers';
import { snapshotOf } from './snapshot';
import { InFlight } from '../inFlight';
import { Outage } from '../outage';
import { Streams, type GiveBack } from '../streams';
import { Turns, type Turn } from '../turns';
import { endTransaction, queryInTransaction } from './transactionQuery';
import { transactionSettings } from './transactionSettings';

const PING: Statement = { text: 'SELECT 1', parameters: [] };
const COLUMNS_WITHIN_MS = 30_000;
const CLOSES_WITHIN_MS = 2_000;
const ROLLED_BACK_WITHIN_MS = 5_000;
const LOOK_WITHIN_MS = 5_000;
const MEET_WITHIN_MS = 5_000;

/** The differences between engines with the protocol of PostgreSQL. */
export interface PooledOptions {
  readonly name: Engine['name'];
  readonly pool: PoolConfig & { readonly max: number };
  /** The ways to the servers; without them, `pool` has the only one. */
  readonly routes?: Routes;
  /** The server limits the time of a statement itself, by `statement_timeout`. */
  readonly serverTimeouts: boolean;
  /**
   * Ends the statement on a connection when nobody waits for it any more; `ended` settles when it
   * has. Resolves when no later statement on the connection can be hit. If it fails, the connection
   * is given up.
   */
  readonly stop: (client: ClientBase, ended: Promise<unknown>, isClosing: boolean) => Promise<void>;
  /**
   * Pings and looks at the state have connections of their own, beside those of statements;
   * otherwise they take turns.
   */
  readonly pingsBeside: boolean;
  /** The database counts the committed changes of each table. */
  readonly countsChanges: boolean;
  /** Frees the resources below the connections, after these are closed. */
  readonly release?: () => Promise<void>;
}

/** The use of a connection: its turn, the signal that ends it, and the time limit at the server. */
interface ConnectionUse {
  readonly turn: Turn;
  readonly signal: AbortSignal;
  readonly milliseconds: number;
}

/**
 * Runs statements in a pool of connections. A connection runs one statement at a time, equal
 * statements run only once, and values are returned as text.
 */
export class PooledEngine implements Engine {
  readonly name: Engine['name'];
  readonly dialect = postgresDialect;
  readonly changes: Changes | null;
  readonly snapshot: DatabaseSnapshot;
  private readonly connections: Connections;
  private readonly pool: Pool;
  private readonly turns: Turns;
  private readonly streams: Streams;
  private readonly inFlight = new InFlight<readonly EngineRow[]>();
  private readonly outage = new Outage();
  private readonly pings: Ping;
  private readonly open = new Set<ClientBase>();
  private readonly servers = new Servers(this.open);
  private closing: Promise<void> | undefined;

  constructor(private readonly options: PooledOptions) {
    this.name = options.name;
    this.changes = options.countsChanges ? countedChanges(this) : null;
    this.snapshot = snapshotOf({
      engine: this,
      look: (text) => this.lookAt(text),
      generation: () => this.servers.generation,
    });
    this.turns = new Turns(options.pool.max);
    this.streams = new Streams(this.turns, options.pool.max);
    this.pings = new Ping(options.name, () => this.connect());
    const config = { ...options.pool, max: options.pool.max + (options.pingsBeside ? 2 : 0) };
    this.connections = options.routes ? routedPool(config, options.routes) : pooled(config);
    this.pool = this.connections.pool;
    // The pool replaces an idle connection that is lost; an `error` event without a listener would
    // end the process.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => this.open.add(client.on('error', () => undefined)));
    this.pool.on('remove', (client) => this.open.delete(client));
  }

  readonly load = (): EngineLoad => this.turns.load;

  async run(statement: Statement, { deadline, client }: Asker): Promise<readonly EngineRow[]> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    deadline.check();
    const { milliseconds } = deadline;
    // Only callers with the same time limit share: the server has one limit for a statement.
    const key = JSON.stringify([milliseconds, statement.text, statement.parameters]);
    const begin = () =>
      this.inFlight.begin(key, this.turns.ask(client, deadline.left), (turn, signal) => {
        const use = { turn, signal, milliseconds };
        return this.onConnection(use, (connection) => this.send(connection, statement, use));
      });
    return (this.inFlight.find(key, client) ?? begin()).wait(deadline);
  }

  async stream(statement: Statement, asker: Asker): Promise<StreamedRows> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    const { deadline } = asker;
    deadline.check();
    const began = performance.now();
    const giveBack = await this.streams.begin(asker);
    const explained = (error: unknown) =>
      runFailure(this.name, error, { tookMs: performance.now() - began, milliseconds: deadline.milliseconds });
    let held: Held | undefined;
    try {
      const connecting = this.connect();
      // A connection that comes too late is given back.
      const connection = await deadline.hold(connecting).catch((error: unknown) => {
        connecting.then((lateConnection) => lateConnection.release()).catch(() => undefined);
        throw error;
      });
      held = this.hold(connection, deadline, { giveBack, explained });
      return await deadline.hold(openCursor(held, statement, this.settings('cursor', deadline.milliseconds)));
    } catch (error) {
      if (held) held.abandon();
      else giveBack();
      throw explained(error);
    }
  }

  async ping(withinMs: number): Promise<void> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    if (this.options.pingsBeside) {
      // Errors: too many statements wait.
      this.turns.ask('', withinMs).end(false);
      return this.pings.ask(withinMs);
    }
    await this.run(PING, forItself(withinMs)).catch((error: unknown) => {
      if (!isTimeout(error)) throw error;
    });
  }

  async columns(): Promise<readonly DatabaseColumn[]> {
    return decodeColumns(await this.run(COLUMNS, forItself(COLUMNS_WITHIN_MS)));
  }

  check(registry: Registry): Promise<readonly string[]> {
    return checkDatabase(registry, this);
  }

  close(): Promise<void> {
    // `end` runs after `closing` is set, so that the code that stops statements can read it.
    return (this.closing ??= Promise.resolve().then(() => this.end()));
  }

  /** Works on a connection, in turn, until the signal aborts. */
  private async onConnection<T>(use: ConnectionUse, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { turn, signal } = use;
    try {
      await Promise.race([turn.granted, aborted(signal)]);
      return await this.stoppable(await this.connect(), use, work);
    } finally {
      turn.end();
    }
  }

  private async connect(): Promise<PoolClient> {
    const connect = async () => this.met(await this.connections.connect());
    try {
      return await (this.pool.idleCount > 0 ? connect() : this.outage.attempt(connect));
    } catch (error) {
      throw unavailable(this.name, error);
    }
  }

  /** The embedded database is the only server at its address. */
  private async met(client: PoolClient): Promise<PoolClient> {
    if (!this.options.pingsBeside) return client;
    try {
      await this.servers.meet(client, MEET_WITHIN_MS);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  /** One text without a transaction, on a connection beside those of statements. */
  private async lookAt(text: string): Promise<readonly EngineRow[]> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    if (!this.options.pingsBeside) return this.run({ text, parameters: [] }, forItself(LOOK_WITHIN_MS));
    const client = await this.connect();
    try {
      const { rows } = await new Deadline(LOOK_WITHIN_MS).hold(client.query<string[]>({ text, rowMode: 'array' }));
      client.release();
      return rows;
    } catch (error) {
      client.release(true);
      throw runFailure(this.name, error, { tookMs: 0, milliseconds: LOOK_WITHIN_MS });
    }
  }

  private async stoppable<T>(
    client: PoolClient,
    use: ConnectionUse,
    work: (client: PoolClient) => Promise<T>,
  ): Promise<T> {
    const { signal, milliseconds } = use;
    const began = performance.now();
    let lost = false;
    let failed = false;
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
      failed = true;
      lost = isLost(error);
      throw runFailure(this.name, error, { tookMs: performance.now() - began, milliseconds });
    } finally {
      // This waits until the cancellation is finished. Before that, a cancel request may still be
      // on its way, and it must not reach the next statement on this connection.
      await stopping?.catch(() => (lost = true));
      if (failed && !lost) lost = !(await this.hasEnded(client));
      client.release(lost);
    }
  }

  private async send(
    client: PoolClient,
    statement: Statement,
    { milliseconds }: ConnectionUse,
  ): Promise<readonly EngineRow[]> {
    const rows = await queryInTransaction(client, statement, this.settings('statement', milliseconds));
    this.pings.heard();
    return rows;
  }

  private hold(
    client: PoolClient,
    deadline: Deadline,
    { giveBack, explained }: { readonly giveBack: GiveBack; readonly explained: (error: unknown) => unknown },
  ): Held {
    return new Held(client, deadline, {
      endStatement: (one, ended) => this.options.stop(one, ended, this.closing !== undefined),
      takeBack: (one, lost) => {
        one.release(lost);
        giveBack();
      },
      explained: (error) => asError(explained(error)),
    });
  }

  /** Ends the transaction of a failed statement; false: the connection is lost. */
  private async hasEnded(client: PoolClient): Promise<boolean> {
    try {
      await endTransaction(client, ROLLED_BACK_WITHIN_MS);
      this.pings.heard();
      return true;
    } catch {
      return false;
    }
  }

  private settings(kind: 'statement' | 'cursor', milliseconds: number): Statement {
    // Twice the time, because a client that joins a running statement may wait longer for it.
    return transactionSettings(kind, this.options.serverTimeouts ? 2 * milliseconds : null);
  }

  private async end(): Promise<void> {
    this.streams.callOff(gatewayError('CANCELLED', {}));
    const ended = this.inFlight.callOff(gatewayError('CANCELLED', {})).then(() => this.pool.end());
    await new Deadline(CLOSES_WITHIN_MS).hold(ended.then(() => this.allClosed())).catch(() => undefined);
    await this.options.release?.();
  }

  private async allClosed(): Promise<void> {
    while (this.open.size > 0) await once(this.pool, 'remove');
  }
}
