import type { Deadline } from './deadline';

/**
 * Work that several callers wait for, each until its own deadline. It is called off when the last
 * one leaves.
 */
export class SharedWork<T> {
  /** The result of the work. Errors: its own, or the reason for which it was called off. */
  readonly result: Promise<T>;
  /** Settles when the work has ended, even after it was called off. Never fails. */
  readonly ended: Promise<void>;
  private readonly abandon = new AbortController();
  private fail: (reason: Error) => void = () => undefined;
  private waiting = 0;
  private isSettled = false;

  /** The signal aborts when nobody waits any more. */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    const working = work(this.abandon.signal);
    this.result = new Promise((resolve, reject) => working.then(resolve, (this.fail = reject)));
    this.ended = working.then(
      () => void (this.isSettled = true),
      () => void (this.isSettled = true),
    );
    // Callers handle the error; there may be none.
    this.result.catch(() => undefined);
  }

  /** Nobody waits any more, and nobody can join: the work is about to end. */
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

  /** Ends the work, and fails all callers with the reason. */
  callOff(reason: Error): void {
    this.fail(reason);
    this.abandon.abort();
  }
}
