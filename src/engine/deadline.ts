import { setImmediate as yieldThread } from 'node:timers/promises';
import { gatewayError, GatewayError } from '../errors';

/** The longest delay of a timer, 25 days. A longer deadline is shortened to it. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * The time that a request may take, from its arrival and with all waiting. It can be called off
 * earlier, when nobody waits for the answer any more.
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

  /**
   * Rejects all promises that wait in `hold` with this reason. Later calls of `hold` and `check`
   * fail with it too.
   */
  callOff(reason: Error): void {
    this.reason ??= reason;
    for (const fail of this.holds) fail(this.reason);
  }

  /** The result of `promise`, unless the deadline passes first or is called off. */
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
   * Resolves after other requests could run on the single thread. Call it before each long piece of
   * synchronous work. The pieces of one request run one after the other. Errors: as `check`.
   */
  breathe(): Promise<void> {
    const breath = this.breaths.then(() => yieldThread()).then(() => this.check());
    this.breaths = breath.catch(() => undefined);
    return breath;
  }
}

/** Whether a deadline has passed. */
export function isTimeout(error: unknown): boolean {
  return error instanceof GatewayError && error.code === 'QUERY_TIMEOUT';
}
