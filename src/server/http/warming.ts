import { warm } from '../../answer/warm';
import { gatewayError } from '../../errors';
import type { ReportInternal } from '../../graphql/errors';
import { ANYBODY, type Viewer } from '../../policy/viewer';
import { warming } from '../../steps';
import { reference } from './reference';
import type { Served, Serving } from './serving';

export interface WarmingOptions {
  /** Without authentication, every caller sees everything; otherwise, what their role sees. */
  readonly isOpen: boolean;
  readonly report: ReportInternal;
}

/**
 * Asks the questions of the dashboards before people do (docs/operations.md#warming). One turn runs
 * at a time, and a newer one ends it.
 */
export class Warming {
  private turn = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly serving: Serving,
    private readonly options: WarmingOptions,
  ) {}

  /** Begins a turn for the gateway that is served. */
  begin(): void {
    const turn = (this.turn += 1);
    const before = this.running;
    this.running = before
      .then(() => (turn === this.turn ? this.serving.use((served) => this.warm(served, turn)) : undefined))
      .catch((error: unknown) => this.options.report(reference(), error));
  }

  /** Ends the turn after its question. No other begins. */
  async end(): Promise<void> {
    this.turn += 1;
    await this.running;
  }

  private async warm(served: Served, turn: number): Promise<void> {
    const isOver = () => turn !== this.turn || served !== this.serving.current;
    const began = performance.now();
    const { gateway, services, dashboards } = served;
    const warmed = await warm({ gateway, services, dashboards, viewers: this.viewers(served), isOver });
    warming.publish({ ...warmed, ms: performance.now() - began, isCut: isOver() });
  }

  private viewers({ gateway: { registry } }: Served): readonly Viewer[] {
    if (this.options.isOpen || registry.roles.size === 0) return [ANYBODY];
    return [...registry.roles.keys()].map((role) => ({ role, claims: {}, schema: 'own' }));
  }
}

/** Warming that was turned off. Errors: BAD_REQUEST. */
export function neverWarm(): never {
  throw gatewayError('BAD_REQUEST', {
    problem: 'Warming is off: WARM_DASHBOARDS is 0.',
    hint: 'Start the gateway without it.',
  });
}
