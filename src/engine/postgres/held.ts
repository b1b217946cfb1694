import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient, QueryArrayResult } from 'pg';
import type { Parameter } from '../../sql/statement';
import type { Deadline } from '../deadline';
import { textQuery } from './textQuery';

/** A statement has this long to end on its own before it is cancelled. */
const ENDS_WITHIN_MS = 100;

/** The functions of the engine that a held connection needs. */
export interface HeldBy {
  /**
   * Ends the running statement; `ended` settles when it has ended. Resolves when no later statement
   * on the connection can be hit.
   */
  endStatement(client: PoolClient, ended: Promise<unknown>): Promise<unknown>;
  /** Takes the connection back; `lost`: it cannot be used again. Called once. */
  takeBack(client: PoolClient, lost: boolean): void;
  /** The error of the driver as one of the gateway. */
  explained(error: unknown): Error;
}

/** A connection for several statements, until its deadline at the latest. */
export class Held {
  private isOver = false;
  private reason = new Error('The connection was given back.');
  private running: Promise<unknown> = Promise.resolve();
  private ended: () => void = () => undefined;
  private notify: (reason: Error) => void = () => undefined;

  constructor(
    private readonly client: PoolClient,
    deadline: Deadline,
    private readonly by: HeldBy,
  ) {
    const over = new Promise<void>((resolve) => (this.ended = resolve));
    deadline.hold(over).catch((reason: Error) => {
      this.reason = reason;
      this.abandon();
      this.notify(reason);
    });
  }

  /** Called when its time is over or it is called off, even if no statement runs. */
  onEnd(notify: (reason: Error) => void): void {
    this.notify = notify;
  }

  /** Errors: the driver's. */
  async send(text: string, parameters: readonly Parameter[] = []): Promise<QueryArrayResult<(string | null)[]>> {
    if (this.isOver) throw this.reason;
    const answer = this.client.query<(string | null)[]>(textQuery({ text, parameters }));
    this.running = answer.catch(() => undefined);
    return answer;
  }

  explained(error: unknown): Error {
    return this.by.explained(error);
  }

  /** Ends the transaction, and gives the connection back as it was found. */
  async finish(): Promise<void> {
    if (this.isOver) return;
    await this.send('COMMIT');
    if (this.isOver) return;
    this.isOver = true;
    this.ended();
    this.by.takeBack(this.client, false);
  }

  /** Gives the connection up, and cancels the statement on it: without that it would run on. */
  abandon(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.ended();
    void this.endRunning().finally(() => this.by.takeBack(this.client, true));
  }

  private async endRunning(): Promise<void> {
    const isQuiet = await Promise.race([this.running.then(() => true), pause(ENDS_WITHIN_MS, false)]);
    if (!isQuiet) await this.by.endStatement(this.client, this.running).catch(() => undefined);
  }
}
