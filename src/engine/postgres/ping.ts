import type { PoolClient } from 'pg';
import { GatewayError } from '../../errors';
import { Deadline, isTimeout } from '../deadline';
import type { Engine } from '../engine';
import { unavailable } from './failure';

/** The driver's own words for a host that is silent. */
const SILENT = { code: 'ETIMEDOUT' };

/**
 * Asks a server whether it answers at all, on a connection that no statement uses. A server that is
 * only busy answers this ping, or else a statement in the meantime.
 */
export class Ping {
  private heardAt = -Infinity;
  private running: Promise<void> | undefined;

  constructor(
    private readonly engine: Engine['name'],
    private readonly connect: () => Promise<PoolClient>,
  ) {}

  /** The server has answered a statement. */
  heard(): void {
    this.heardAt = performance.now();
  }

  /**
   * Resolves when the server has answered. Callers at the same time share one ping. Errors:
   * ENGINE_UNAVAILABLE, if it has answered nothing at all in time or cannot be reached.
   */
  ask(withinMs: number): Promise<void> {
    return (this.running ??= this.once(withinMs).finally(() => (this.running = undefined)));
  }

  private async once(withinMs: number): Promise<void> {
    const began = performance.now();
    const deadline = new Deadline(withinMs);
    const connecting = this.connect();
    let client: PoolClient | undefined;
    try {
      client = await deadline.hold(connecting);
      await deadline.hold(client.query('SELECT 1'));
      client.release();
      this.heard();
    } catch (error) {
      if (client) client.release(true);
      // A connection that comes too late is given back.
      else connecting.then((late) => late.release()).catch(() => undefined);
      if (!isTimeout(error)) throw error instanceof GatewayError ? error : unavailable(this.engine, error);
      if (this.heardAt < began) throw unavailable(this.engine, SILENT);
    }
  }
}
