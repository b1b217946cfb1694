const MINUTE_MS = 60_000;
/**
 * The maximum number of accounts. If there are more, the one that was unused longest is dropped. It
 * is probably full again, and a new account starts full, so nothing is lost.
 */
const MAX_ACCOUNTS = 10_000;

/** The reason why an account cannot pay. */
export interface Refused {
  readonly remaining: number;
  /** Milliseconds until it can. */
  readonly retryAfterMs: number;
}

/** The points of a client. An empty account is full again after a minute; it fills evenly. */
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

  /** Takes points. If there are too few, it takes none and returns the reason. */
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
    // A clock that goes back takes no points away.
    this.balance = Math.min(this.perMinute, this.balance + Math.max(0, filled));
    this.at = now;
  }
}

/** The accounts of all clients of a process: by identity, or by address without authentication. */
export class Accounts {
  private readonly known = new Map<string, Account>();

  constructor(private readonly now: () => number = Date.now) {}

  /** `perMinute` comes from the registry. If it changes, the account starts anew. */
  of(client: string, perMinute: number): Account {
    const key = `${perMinute} ${client}`;
    const account = this.known.get(key) ?? new Account(perMinute, this.now);
    // Map order is the order of use: the newest comes last.
    this.known.delete(key);
    this.known.set(key, account);
    if (this.known.size > MAX_ACCOUNTS) this.known.delete(this.known.keys().next().value!);
    return account;
  }
}
