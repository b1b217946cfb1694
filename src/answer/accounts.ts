const MINUTE_MS = 60_000;
/**
 * Clients that are kept in mind. Whoever has not asked for longest has most likely a full account,
 * as one who is not known has.
 */
const MAX_ACCOUNTS = 10_000;

/** Why an account cannot pay. */
export interface Refused {
  readonly remaining: number;
  /** Milliseconds until it can. */
  readonly retryAfterMs: number;
}

/** What a client may spend: an account that fills up evenly, within a minute from nothing. */
export class Account {
  private balance: number;
  private at: number;

  constructor(
    private readonly perMinute: number,
    private readonly now: () => number,
  ) {
    this.balance = perMinute;
    this.at = now();
  }

  /** Whole points that are left. */
  get remaining(): number {
    this.fill();
    return Math.floor(this.balance);
  }

  /** When it is full again if nothing is spent, in milliseconds since the epoch. */
  get resetAt(): number {
    this.fill();
    return this.at + Math.ceil(((this.perMinute - this.balance) / this.perMinute) * MINUTE_MS);
  }

  /** Takes points, or says why not: then none are taken. */
  take(points: number): Refused | null {
    this.fill();
    if (points <= this.balance) {
      this.balance -= points;
      return null;
    }
    const missing = points - this.balance;
    return { remaining: Math.floor(this.balance), retryAfterMs: Math.ceil((missing / this.perMinute) * MINUTE_MS) };
  }

  private fill(): void {
    const now = this.now();
    const filled = ((now - this.at) / MINUTE_MS) * this.perMinute;
    // A clock that is set back takes nothing away.
    this.balance = Math.min(this.perMinute, this.balance + Math.max(0, filled));
    this.at = now;
  }
}

/**
 * The accounts of all clients of a process, by who they have proven to be or, where nobody is
 * asked, by address.
 */
export class Accounts {
  private readonly known = new Map<string, Account>();

  constructor(private readonly now: () => number = Date.now) {}

  /** `perMinute` is of the registry: another one, after it has changed, opens the account anew. */
  of(client: string, perMinute: number): Account {
    const key = `${perMinute} ${client}`;
    const account = this.known.get(key) ?? new Account(perMinute, this.now);
    // The latest stands last.
    this.known.delete(key);
    this.known.set(key, account);
    if (this.known.size > MAX_ACCOUNTS) this.known.delete(this.known.keys().next().value!);
    return account;
  }
}
