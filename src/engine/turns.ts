import { gatewayError } from '../errors';
import { retryAfter } from './retry';

/**
 * The maximum number of waiting statements. It limits memory. `checkRoom` also rejects a statement
 * whose estimated wait is too long.
 */
const MOST_WAITING = 1_000;
/** No client may fill the queue: others must always find room. */
const MOST_WAITING_OF_ONE = MOST_WAITING / 2;
/**
 * No client may use all connections: this share of them, and at least one, stays free for other
 * clients (unless there is only one connection). So they need not wait for its slow statements.
 */
const RESERVED_SHARE = 1 / 5;
/** `usual` is a moving average of durations. This is the weight of the newest duration. */
const NEWEST_WEIGHS = 0.1;

/** A wait for a connection by one or more clients, and then its use. */
export interface Turn {
  /** Resolves when the connection is free. */
  readonly granted: Promise<void>;
  /**
   * Another client wants the result of the same statement. The statement then waits in the queues
   * of both clients, and runs when the first of them gets its turn.
   */
  alsoFor(client: string): void;
  /**
   * Frees the connection, or leaves the queue. `isUsual`: the duration counts for the estimate of
   * how long statements take.
   */
  end(isUsual?: boolean): void;
}

interface WaitingTurn {
  readonly clients: Set<string>;
  readonly grant: () => void;
  holder: string | undefined;
  began: number;
  isOver: boolean;
}

/**
 * Grants as many turns at a time as there are connections. The clients alternate, however many
 * statements each of them has. The statements of a client keep their order. The queue of the driver
 * knows neither clients nor deadlines.
 */
export class Turns {
  /** The waiting statements of each client. The client that is next comes first. */
  private readonly queues = new Map<string, Set<WaitingTurn>>();
  private readonly held = new Map<string, number>();
  private readonly mostOfOne: number;
  private free: number;
  private waiting = 0;
  /** The milliseconds that a statement usually takes; null: unknown. */
  private usual: number | null = null;

  constructor(private readonly size: number) {
    this.free = size;
    this.mostOfOne = Math.max(1, size - Math.max(1, Math.floor(size * RESERVED_SHARE)));
  }

  /** The number of turns that are waited for, and that are held. */
  get load(): { readonly waiting: number; readonly running: number } {
    return { waiting: this.waiting, running: this.size - this.free };
  }

  /** Asks for a turn within `leftMs`. Errors: ENGINE_UNAVAILABLE if too many statements wait. */
  ask(client: string, leftMs: number): Turn {
    if (this.free === 0 || !this.mayHold(client)) this.checkRoom(client, leftMs);
    let grant: () => void = () => undefined;
    const granted = new Promise<void>((resolve) => (grant = resolve));
    const one: WaitingTurn = { clients: new Set(), grant, holder: undefined, began: 0, isOver: false };
    this.waiting += 1;
    this.line(one, client);
    this.admit();
    return {
      granted,
      alsoFor: (other) => {
        if (one.holder !== undefined || one.isOver || one.clients.has(other)) return;
        this.line(one, other);
        this.admit();
      },
      end: (isUsual = true) => this.end(one, isUsual),
    };
  }

  private line(one: WaitingTurn, client: string): void {
    one.clients.add(client);
    const queue = this.queues.get(client);
    if (queue === undefined) this.queues.set(client, new Set([one]));
    else queue.add(one);
  }

  private admit(): void {
    // A client that gets its turn moves to the end, where this loop does not see it again.
    for (const [client, queue] of [...this.queues]) {
      if (this.free === 0) return;
      const [one] = queue;
      if (one === undefined || !this.mayHold(client)) continue;
      this.unline(one);
      if (this.queues.delete(client) && queue.size > 0) this.queues.set(client, queue);
      this.free -= 1;
      this.held.set(client, (this.held.get(client) ?? 0) + 1);
      one.holder = client;
      one.began = performance.now();
      one.grant();
    }
  }

  private unline(one: WaitingTurn): void {
    this.waiting -= 1;
    for (const client of one.clients) {
      const queue = this.queues.get(client);
      queue?.delete(one);
      if (queue?.size === 0) this.queues.delete(client);
    }
  }

  private end(one: WaitingTurn, isUsual: boolean): void {
    if (one.isOver) return;
    one.isOver = true;
    if (one.holder === undefined) return this.unline(one);
    const took = performance.now() - one.began;
    if (isUsual) this.usual = this.usual === null ? took : this.usual + (took - this.usual) * NEWEST_WEIGHS;
    const held = this.held.get(one.holder)! - 1;
    if (held === 0) this.held.delete(one.holder);
    else this.held.set(one.holder, held);
    this.free += 1;
    this.admit();
  }

  private mayHold(client: string): boolean {
    return (this.held.get(client) ?? 0) < this.mostOfOne;
  }

  private checkRoom(client: string, leftMs: number): void {
    const own = this.queues.get(client)?.size ?? 0;
    const wait = this.waitBehind(own);
    const refuse = (refused: string) => gatewayError('ENGINE_UNAVAILABLE', { refused, retryAfterMs: retryAfter(wait) });
    if (this.waiting >= MOST_WAITING) throw refuse(`${this.waiting} statements wait for the database`);
    if (own >= MOST_WAITING_OF_ONE) throw refuse(`${own} statements of yours wait for the database`);
    if (wait > leftMs)
      throw refuse('so much waits for the database that the time for this would be over before its turn');
  }

  /**
   * The estimated wait, in milliseconds, of the next statement of a client that already has `own`
   * waiting statements. Before it, every other client runs up to `own + 1` of its statements.
   */
  private waitBehind(own: number): number {
    let before = 0;
    for (const queue of this.queues.values()) before += Math.min(queue.size, own + 1);
    return ((this.usual ?? 0) * (before + 1)) / this.size;
  }
}
