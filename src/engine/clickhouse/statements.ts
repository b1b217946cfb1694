import { randomUUID } from 'node:crypto';
import { gatewayError } from '../../errors';
import { Deadline } from '../deadline';
import { Outage } from '../outage';
import { killStatement } from './cancel';
import { isLost, runFailure, unavailable } from './failure';
import type { ClickhouseServer, Sending } from './server';
import { settingsOf, type ReadOnly } from './settings';

/** A statement that nobody waits for ends within this time, or its connection is given up. */
const STOP_WITHIN_MS = 2_000;
/** A server that was away answers a ping within this time. */
const BACK_WITHIN_MS = 5_000;

/** A statement's kind, its time limit, and the signal that ends it. */
export interface StatementUse {
  readonly kind: 'statement' | 'stream';
  readonly milliseconds: number;
  readonly signal: AbortSignal;
}

/** The statements at a server, each in a request of its own, with its own id. */
export class Statements {
  private readonly running = new Set<Promise<unknown>>();
  private readonly outage = new Outage();
  private isAway = false;

  constructor(
    private readonly server: ClickhouseServer,
    private readonly readOnly: ReadOnly,
  ) {}

  /**
   * Sends a statement, and settles when it has ended at the server. Errors: QUERY_TIMEOUT,
   * CANCELLED (also when the signal aborts), ENGINE_UNAVAILABLE, the server's.
   */
  work<T>(use: StatementUse, send: (sending: Sending) => Promise<T>): Promise<T> {
    const working = this.once(use, send);
    const ended = working.then(
      () => void this.running.delete(ended),
      () => void this.running.delete(ended),
    );
    this.running.add(ended);
    return working;
  }

  /** Resolves when no statement runs any more. */
  async allEnded(): Promise<void> {
    await Promise.all(this.running);
  }

  private async once<T>(use: StatementUse, send: (sending: Sending) => Promise<T>): Promise<T> {
    const { kind, milliseconds, signal } = use;
    if (this.isAway) await this.outage.attempt(() => this.returns());
    if (signal.aborted) throw gatewayError('CANCELLED', {});
    const queryId = randomUUID();
    const giveUp = new AbortController();
    // Twice the time, because a client that joins a running statement may wait longer for it.
    const settings = settingsOf(this.readOnly, kind, 2 * milliseconds);
    const working = send({ queryId, settings, signal: giveUp.signal });
    const stop = () => void killStatement(this.server, queryId, working, STOP_WITHIN_MS).finally(() => giveUp.abort());
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await working;
    } catch (error) {
      if (signal.aborted) throw gatewayError('CANCELLED', {}, error);
      this.isAway = isLost(error);
      throw runFailure(error, milliseconds);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Errors: ENGINE_UNAVAILABLE. */
  private async returns(): Promise<void> {
    const late = new AbortController();
    try {
      await new Deadline(BACK_WITHIN_MS).hold(this.server.ping(late.signal));
      this.isAway = false;
    } catch (error) {
      throw isLost(error) ? unavailable(error) : unavailable({ code: 'ETIMEDOUT' });
    } finally {
      late.abort();
    }
  }
}
