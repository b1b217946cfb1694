import type { ClientBase } from 'pg';

/**
 * Sets `statement_timeout`, for the case that this process dies and nobody cancels. It is at least
 * the time that a statement may take. It changes rarely, as each change is a round trip.
 */
export class StatementTimeouts {
  private readonly set = new WeakMap<ClientBase, number>();

  async fit(client: ClientBase, milliseconds: number): Promise<void> {
    if ((this.set.get(client) ?? 0) >= milliseconds) return;
    await client.query(`SET statement_timeout = ${Math.ceil(milliseconds)}`);
    this.set.set(client, milliseconds);
  }
}
