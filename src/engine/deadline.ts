import { gatewayError, type GatewayError } from '../errors';

/** The longest a timer can be set to; a longer deadline is as good as none. */
const LONGEST_MS = 2 ** 31 - 1;

/** The time one run may take, counted from when it was asked for, waiting included. It may be called off earlier. */
export class Deadline {
  readonly milliseconds: number;
  private readonly end: number;
  private readonly holds = new Set<(reason: Error) => void>();
  private reason: Error | undefined;

  constructor(milliseconds: number) {
    this.milliseconds = Math.min(milliseconds, LONGEST_MS);
    this.end = performance.now() + this.milliseconds;
  }

  /** Milliseconds left; 0 or less when it has passed. */
  get left(): number {
    return this.end - performance.now();
  }

  /** The error of a run that took too long. */
  error(cause?: unknown): GatewayError {
    return gatewayError('QUERY_TIMEOUT', { timeoutMs: this.milliseconds, waited: false }, cause);
  }

  /** The error of a run that never began: others took the time. */
  waitedError(): GatewayError {
    return gatewayError('QUERY_TIMEOUT', { timeoutMs: this.milliseconds, waited: true });
  }

  /** Makes everything that is held for this run fail with the reason, now and later. */
  callOff(reason: Error): void {
    this.reason = reason;
    for (const fail of this.holds) fail(reason);
  }

  /** What `promise` gives, unless the deadline (or `graceMs` after it) passes first: `onPassed` is called and it fails. */
  async hold<T>(promise: Promise<T>, onPassed?: () => void, graceMs = 0): Promise<T> {
    if (this.reason) {
      promise.catch(() => undefined);
      throw this.reason;
    }
    let timer: NodeJS.Timeout | undefined;
    let fail: ((reason: Error) => void) | undefined;
    const passed = new Promise<never>((_, reject) => {
      this.holds.add((fail = reject));
      timer = setTimeout(() => reject(this.error()), Math.min(Math.max(0, this.left + graceMs), LONGEST_MS));
    });
    try {
      return await Promise.race([promise, passed.catch(leave)]);
    } finally {
      clearTimeout(timer);
      if (fail) this.holds.delete(fail);
    }

    function leave(reason: Error): never {
      onPassed?.();
      throw reason;
    }
  }
}
