import type { ClientBase } from 'pg';
import type { Deadline } from './deadline';

/** A session keeps its timeout while that is too long by less than this part: setting it costs a round trip. */
const TOLERANCE = 0.05;

/** Sets `statement_timeout` so that the server itself ends a statement at its deadline, even if we are gone by then. */
export class StatementTimeouts {
  private readonly set = new WeakMap<ClientBase, number>();

  async fit(client: ClientBase, deadline: Deadline): Promise<void> {
    const left = Math.max(1, Math.ceil(deadline.left));
    const now = this.set.get(client);
    if (now !== undefined && now >= left && now * (1 - TOLERANCE) <= left) return;
    const whole = left >= deadline.milliseconds * (1 - TOLERANCE);
    const next = whole ? Math.ceil(deadline.milliseconds) : left;
    await client.query(`SET statement_timeout = ${next}`);
    this.set.set(client, next);
  }
}
