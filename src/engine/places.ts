import { GatewayError } from '../errors';
import type { Deadline } from './deadline';

/**
 * As many places as there are connections, given in the order they were asked for. They stand before the driver's pool,
 * whose own queue has one timeout for connecting and for waiting, and forgets those who wait when it ends.
 */
export class Places {
  private readonly waiting = new Set<() => void>();

  constructor(private free: number) {}

  /** Waits for a place and returns the way to give it back; fails when the deadline passes or the run is called off. */
  async take(deadline: Deadline): Promise<() => void> {
    if (this.free > 0) {
      this.free--;
    } else {
      let admit: () => void = () => undefined;
      const admitted = new Promise<void>((resolve) => this.waiting.add((admit = resolve)));
      try {
        await deadline.hold(admitted, () => this.waiting.delete(admit));
      } catch (error) {
        const isLate = error instanceof GatewayError && error.code === 'QUERY_TIMEOUT';
        throw isLate ? deadline.waitedError() : error;
      }
    }
    return () => this.giveBack();
  }

  private giveBack(): void {
    const [next] = this.waiting;
    if (next === undefined) {
      this.free++;
      return;
    }
    this.waiting.delete(next);
    next();
  }
}
