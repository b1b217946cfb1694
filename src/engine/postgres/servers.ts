import type { ClientBase } from 'pg';

/** The start of a server differs from that of every other one, to the microsecond. */
const IDENTITY = `SELECT concat_ws('/', extract(epoch FROM pg_postmaster_start_time()), inet_server_addr(), inet_server_port())`;

/**
 * The servers that the connections of an engine lead to. One address may lead to several servers,
 * such as replicas behind a balancer, and each has its own state. Then no state is that of all.
 */
export class Servers {
  private readonly identities = new WeakMap<ClientBase, string>();
  private mixtures = 0;

  /** `open`: the connections that may run statements now. */
  constructor(private readonly open: ReadonlySet<ClientBase>) {}

  /**
   * The number of times that a connection led to another server than one beside it. States with
   * different numbers are never compared. Null: connections lead to different servers now.
   */
  get generation(): number | null {
    return this.known().size > 1 ? null : this.mixtures;
  }

  /**
   * Finds out which server a connection leads to, once, before its first statement. Errors: the
   * driver's; "timeout" if the server does not answer within these milliseconds.
   */
  async meet(client: ClientBase, withinMs: number): Promise<void> {
    if (this.identities.has(client)) return;
    const identity = { text: IDENTITY, rowMode: 'array' as const, query_timeout: withinMs };
    const { rows } = await client.query<string[]>(identity);
    this.identities.set(client, rows[0]?.[0] ?? '');
    if (this.known().size > 1) this.mixtures += 1;
  }

  private known(): ReadonlySet<string> {
    return new Set([...this.open].flatMap((client) => this.identities.get(client) ?? []));
  }
}
