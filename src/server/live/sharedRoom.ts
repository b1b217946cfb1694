import { gatewayError, type SharedRoom as Kind } from '../../errors';

/** The share that one client may take, so that there is always room for another client. */
const SHARE_OF_ONE = 1 / 2;

/** Room of the server that all clients share, and the part of it that each client takes. */
export class SharedRoom {
  private readonly byClient = new Map<string, number>();
  private all = 0;

  constructor(
    private readonly what: Kind,
    private readonly max: number,
  ) {}

  /** The room that all clients take together. */
  get taken(): number {
    return this.all;
  }

  /** Takes room for a client, which must be released. Errors: TOO_MANY_SUBSCRIPTIONS. */
  take(client: string, amount = 1): void {
    const { what, max } = this;
    const own = (this.byClient.get(client) ?? 0) + amount;
    const maxOwn = Math.ceil(max * SHARE_OF_ONE);
    if (this.all + amount > max) throw gatewayError('TOO_MANY_SUBSCRIPTIONS', { what, max, isOwn: false });
    if (own > maxOwn) throw gatewayError('TOO_MANY_SUBSCRIPTIONS', { what, max: maxOwn, isOwn: true });
    this.all += amount;
    this.byClient.set(client, own);
  }

  release(client: string, amount = 1): void {
    this.all -= amount;
    const own = this.byClient.get(client)! - amount;
    if (own === 0) this.byClient.delete(client);
    else this.byClient.set(client, own);
  }
}
