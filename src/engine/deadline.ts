import { setImmediate as yieldThread } from 'node:timers/promises';
import { gatewayError, type GatewayError } from '../errors';

/** The longest a timer can be set to; a longer deadline is as good as none. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The time that a request may take with all it does, counted from when it came, waiting included. It may be called off earlier,
 * when nobody waits for the answer any more.
 */
export class Deadline {
  readonly milliseconds: number;
  private readonly end: number;
  private readonly holds = new Set<(reason: Error) => void>();
  private reason: Error | undefined;
  private breaths: Promise<unknown> = Promise.resolve();

  constructor(milliseconds: number) {
    this.milliseconds = Math.min(milliseconds, LONGEST_MS);
    this.end = performance.now() + this.milliseconds;
  }

  /** Milliseconds left; 0 or less when it has passed. */
  get left(): number {
    return this.end - performance.now();
  }

  /** Errors: QUERY_TIMEOUT when it has passed; the reason when it was called off. */
  check(): void {
    if (this.reason) throw this.reason;
    if (this.left <= 0) throw this.error();
  }

  /** The error of a request that took too long. */
  error(): GatewayError {
    return gatewayError('QUERY_TIMEOUT', { timeoutMs: this.milliseconds, waited: false });
  }

  /** The error of a statement that never began: others took the time. */
  waitedError(): GatewayError {
    return gatewayError('QUERY_TIMEOUT', { timeoutMs: this.milliseconds, waited: true });
  }

  /** Makes everything that is held for this request fail with the reason, now and later. */
  callOff(reason: Error): void {
    this.reason ??= reason;
    for (const fail of this.holds) fail(this.reason);
  }

  /** What `promise` gives, unless the deadline passes first or is called off. */
  async hold<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => undefined);
    if (this.reason) throw this.reason;
    let timer: NodeJS.Timeout | undefined;
    let fail: ((reason: Error) => void) | undefined;
    const passed = new Promise<never>((_, reject) => {
      this.holds.add((fail = reject));
      timer = setTimeout(() => reject(this.error()), Math.max(0, this.left));
    });
    try {
      return await Promise.race([promise, passed]);
    } finally {
      clearTimeout(timer);
      this.holds.delete(fail!);
    }
  }

  /**
   * Resolves when others have had the thread for a moment: before each piece of work that holds it for long. Pieces of one request
   * take turns, so that there is such a moment between any two of them. Errors: as `check`.
   */
  breathe(): Promise<void> {
    const breath = this.breaths.then(() => yieldThread()).then(() => this.check());
    this.breaths = breath.catch(() => undefined);
    return breath;
  }
}
