import { asError, gatewayError } from '../../errors';
import type { Registry } from '../../model/registry';
import { clickhouseDialect } from '../../sql/clickhouse/dialect';
import type { Statement } from '../../sql/statement';
import { aborted } from '../aborted';
import { forItself, type Asker } from '../asker';
import { Deadline, isTimeout } from '../deadline';
import type { Changes, DatabaseColumn, Engine, EngineLoad, EngineRow, StreamedRows } from '../engine';
import { InFlight } from '../inFlight';
import { Streams } from '../streams';
import { Turns, type Turn } from '../turns';
import { Batches, countOf } from './batches';
import { partChanges } from './changes';
import { checkClickhouse } from './check';
import { COLUMNS, decodeColumns } from './columns';
import { refused, runFailure, unavailable } from './failure';
import type { ClickhouseServer } from './server';
import type { ReadOnly } from './settings';
import { Statements } from './statements';

const COLUMNS_WITHIN_MS = 30_000;
const CLOSES_WITHIN_MS = 3_000;

/** What is known about the server and its user. */
export interface ClickhouseEngineOptions {
  /** The maximum of statements at once. */
  readonly connections: number;
  readonly readOnly: ReadOnly;
  /** The user may see the parts of tables. */
  readonly countsChanges: boolean;
}

/** Runs statements over HTTP. Equal statements run only once, and values are returned as text. */
export class ClickhouseEngine implements Engine {
  readonly name = 'clickhouse';
  readonly dialect = clickhouseDialect;
  readonly changes: Changes | null;
  readonly snapshot = null;
  private readonly turns: Turns;
  private readonly streams: Streams;
  private readonly inFlight = new InFlight<readonly EngineRow[]>();
  private readonly statements: Statements;
  private closing: Promise<void> | undefined;

  constructor(
    private readonly server: ClickhouseServer,
    { connections, readOnly, countsChanges }: ClickhouseEngineOptions,
  ) {
    this.turns = new Turns(connections);
    this.streams = new Streams(this.turns, connections);
    this.statements = new Statements(server, readOnly);
    this.changes = countsChanges ? partChanges(this) : null;
  }

  readonly load = (): EngineLoad => this.turns.load;

  async run(statement: Statement, { deadline, client }: Asker): Promise<readonly EngineRow[]> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    deadline.check();
    const { milliseconds } = deadline;
    // Only callers with the same time limit share: the server has one limit for a statement.
    const key = JSON.stringify([milliseconds, statement.text, statement.parameters]);
    const begin = () =>
      this.inFlight.begin(key, this.turns.ask(client, deadline.left), (turn, signal) =>
        this.inTurn(turn, signal, () =>
          this.statements.work({ kind: 'statement', milliseconds, signal }, (sending) =>
            this.server.rows(statement, sending),
          ),
        ),
      );
    return (this.inFlight.find(key, client) ?? begin()).wait(deadline);
  }

  async stream(statement: Statement, asker: Asker): Promise<StreamedRows> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    const { deadline } = asker;
    deadline.check();
    const giveBack = await this.streams.begin(asker);
    const left = new AbortController();
    const use = { kind: 'stream', milliseconds: deadline.milliseconds, signal: left.signal } as const;
    const sent = this.statements.work(use, (sending) => this.server.send(statement, sending));
    // An answer that comes too late is closed.
    const ended = sent.then((late) => left.signal.aborted && late.close()).catch(() => undefined);
    try {
      const arriving = await deadline.hold(sent);
      const count = countOf(arriving);
      if (count === null) throw refused('its answer lacks the header X-ClickHouse-Summary; a proxy may remove it');
      const explained = (error: unknown) => asError(runFailure(error, deadline.milliseconds));
      const batches = new Batches(arriving, count, { deadline, explained, released: giveBack });
      return { count, batches };
    } catch (error) {
      left.abort();
      void ended.then(giveBack);
      throw error;
    }
  }

  async ping(withinMs: number): Promise<void> {
    if (this.closing) throw gatewayError('CANCELLED', {});
    // Errors: too many statements wait.
    this.turns.ask('', withinMs).end(false);
    const late = new AbortController();
    try {
      await new Deadline(withinMs).hold(this.server.ping(late.signal));
    } catch (error) {
      throw unavailable(isTimeout(error) ? { code: 'ETIMEDOUT' } : error);
    } finally {
      late.abort();
    }
  }

  async columns(): Promise<readonly DatabaseColumn[]> {
    return decodeColumns(await this.run(COLUMNS, forItself(COLUMNS_WITHIN_MS)));
  }

  check(registry: Registry): Promise<readonly string[]> {
    return checkClickhouse(registry, this);
  }

  close(): Promise<void> {
    // `end` runs after `closing` is set, so that no statement begins any more.
    return (this.closing ??= Promise.resolve().then(() => this.end()));
  }

  /** Works when it is its turn, until the signal aborts. */
  private async inTurn<T>(turn: Turn, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    try {
      await Promise.race([turn.granted, aborted(signal)]);
      return await work();
    } finally {
      turn.end();
    }
  }

  private async end(): Promise<void> {
    this.streams.callOff(gatewayError('CANCELLED', {}));
    const ended = this.inFlight.callOff(gatewayError('CANCELLED', {})).then(() => this.statements.allEnded());
    await new Deadline(CLOSES_WITHIN_MS).hold(ended).catch(() => undefined);
    await this.server.close();
  }
}
