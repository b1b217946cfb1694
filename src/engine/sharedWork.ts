import type { Deadline } from './deadline';

/** Work that is done once for all who wait for it, each until their own deadline. With the last who leaves it is called off. */
export class SharedWork<T> {
  /** What the work comes to. Errors: its own, or why it was called off. */
  readonly result: Promise<T>;
  /** Settles when the work has come to its end, after it was called off too. Never fails. */
  readonly ended: Promise<void>;
  private readonly abandon = new AbortController();
  private fail: (reason: Error) => void = () => undefined;
  private waiting = 0;
  private isSettled = false;

  /** The signal says that nobody waits any more. */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    const working = work(this.abandon.signal);
    this.result = new Promise((resolve, reject) => working.then(resolve, (this.fail = reject)));
    this.ended = working.then(
      () => void (this.isSettled = true),
      () => void (this.isSettled = true),
    );
    // Those who wait hear of it; there may be none.
    this.result.catch(() => undefined);
  }

  /** Nobody waits any more, and nobody can: it is about to be ended. */
  get isAbandoned(): boolean {
    return this.abandon.signal.aborted;
  }

  /** Errors: those of the work and of the deadline. */
  async wait(deadline: Deadline): Promise<T> {
    this.waiting += 1;
    try {
      return await deadline.hold(this.result);
    } finally {
      this.waiting -= 1;
      if (this.waiting === 0 && !this.isSettled) this.abandon.abort();
    }
  }

  /** Ends the work, and lets all who wait fail with the reason. */
  callOff(reason: Error): void {
    this.fail(reason);
    this.abandon.abort();
  }
}
