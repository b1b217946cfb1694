import type { ClientBase } from 'pg';

/**
 * Sets `statement_timeout`, for when nobody is left to cancel a statement: this process may be gone. It leaves every statement the time
 * it may take, and is set seldom, because that costs a round trip.
 */
export class StatementTimeouts {
  private readonly set = new WeakMap<ClientBase, number>();

  async fit(client: ClientBase, milliseconds: number): Promise<void> {
    if ((this.set.get(client) ?? 0) >= milliseconds) return;
    await client.query(`SET statement_timeout = ${Math.ceil(milliseconds)}`);
    this.set.set(client, milliseconds);
  }
}
