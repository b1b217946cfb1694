import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

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
    const refused = this.check(points);
    if (refused === null) this.balance -= points;
    return refused;
  }

  /** Returns the reason if there are too few points. It takes none. */
  check(points: number): Refused | null {
    this.fill();
    if (points <= this.balance) return null;
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
  private readonly known = new LRUCache<string, Account>({ max: MAX_ACCOUNTS });

  constructor(private readonly now: () => number = Date.now) {}

  /** `perMinute` comes from the registry. If it changes, the account starts anew. */
  of(client: string, perMinute: number): Account {
    const key = `${perMinute} ${shortName(client)}`;
    const account = this.known.get(key) ?? new Account(perMinute, this.now);
    this.known.set(key, account);
    return account;
  }

  /** The number of accounts. */
  get size(): number {
    return this.known.size;
  }
}

/** A subject of a token may have kilobytes. */
function shortName(client: string): string {
  return client.length <= LONGEST_NAME ? client : createHash('sha256').update(client).digest('base64');
}

const LONGEST_NAME = 100;
