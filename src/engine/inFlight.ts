import { isTimeout, type Deadline } from './deadline';
import type { Turn } from './turns';
import { SharedWork } from './sharedWork';

/** A statement that waits for its turn or runs, for one or more clients. */
export class StatementRun<T> {
  readonly shared: SharedWork<T>;
  private isBegun = false;

  constructor(
    readonly turn: Turn,
    work: (turn: Turn, signal: AbortSignal) => Promise<T>,
  ) {
    void turn.granted.then(() => (this.isBegun = true));
    this.shared = new SharedWork((signal) => work(turn, signal));
  }

  /** Errors: those of the work; QUERY_TIMEOUT, which says whether it began. */
  async wait(deadline: Deadline): Promise<T> {
    try {
      return await this.shared.wait(deadline);
    } catch (error) {
      throw isTimeout(error) && !this.isBegun ? deadline.waitedError() : error;
    }
  }
}

/** The statements that wait or run, by their key. Statements that have ended are removed. */
export class InFlight<T> {
  private readonly joinable = new Map<string, StatementRun<T>>();
  private readonly all = new Set<StatementRun<T>>();

  /** A statement that the client can wait for too. */
  find(key: string, client: string): StatementRun<T> | undefined {
    const run = this.joinable.get(key);
    if (run === undefined || run.shared.isAbandoned) return undefined;
    run.turn.alsoFor(client);
    return run;
  }

  begin(key: string, turn: Turn, work: (turn: Turn, signal: AbortSignal) => Promise<T>): StatementRun<T> {
    const run = new StatementRun(turn, work);
    this.joinable.set(key, run);
    this.all.add(run);
    void run.shared.ended.then(() => {
      this.all.delete(run);
      if (this.joinable.get(key) === run) this.joinable.delete(key);
    });
    return run;
  }

  /** Fails all with the reason; resolves when they have ended. */
  async callOff(reason: Error): Promise<void> {
    const runs = [...this.all];
    for (const { shared } of runs) shared.callOff(reason);
    await Promise.all(runs.map(({ shared }) => shared.ended));
  }
}
