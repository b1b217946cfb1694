import { LRUCache } from 'lru-cache';
import type { MetricQuery } from '../../query/query';
import type { CacheMeta } from '../answer';
import type { Gateway } from '../gateway';
import { keptKey, type KeptAnswer } from './keptAnswer';
import { TimeProofs } from './timeProof';

/** The questions that were answered with and without kept answers, since the start. */
export interface KeptFigures {
  readonly hits: number;
  readonly misses: number;
  readonly bypasses: number;
  readonly entries: number;
  readonly bytes: number;
}

/** How one request uses kept answers. */
export interface Keeping {
  /**
   * How many milliseconds older than the data an answer may be, as far as the registry allows it;
   * null: as much as the registry allows.
   */
  readonly maxAgeMs: number | null;
}

/** An answer takes at most one part in so many of the bytes. */
const LARGEST = 8;

/** Statements that the state does not decide: their keys, and the state in which that was found. */
const MOST_UNDECIDED = 10_000;

/**
 * The answers of a gateway that may be used again, those used last first. Everything that decides
 * an answer is in its key, so callers share one only if they see the same rows.
 */
export class KeptAnswers {
  readonly proofs: TimeProofs;
  private readonly answers: LRUCache<string, KeptAnswer> | null;
  private readonly undecided = new LRUCache<string, string>({ max: MOST_UNDECIDED });
  /** Answers that began before this are no longer kept. */
  private clearedAt = -Infinity;
  private readonly counts = { HIT: 0, MISS: 0, BYPASS: 0 };

  /** `now` returns milliseconds of a monotonic clock. `maxBytes` 0: nothing is kept. */
  constructor(
    readonly gateway: Gateway,
    maxBytes: number,
    readonly now: () => number = () => performance.now(),
  ) {
    this.proofs = new TimeProofs(gateway, now);
    this.answers =
      maxBytes === 0
        ? null
        : new LRUCache({
            maxSize: maxBytes,
            maxEntrySize: Math.ceil(maxBytes / LARGEST),
            sizeCalculation: ({ bytes }, key) => bytes + 2 * key.length,
          });
  }

  get figures(): KeptFigures {
    const { HIT: hits, MISS: misses, BYPASS: bypasses } = this.counts;
    return { hits, misses, bypasses, entries: this.answers?.size ?? 0, bytes: this.answers?.calculatedSize ?? 0 };
  }

  /** Whether anything is kept at all. */
  get isOn(): boolean {
    return this.answers !== null;
  }

  /** Whether a kept answer can ever be used: the state is known, or an age is allowed. */
  get isUseful(): boolean {
    const { engine, registry } = this.gateway;
    return this.isOn && (engine.snapshot !== null || registry.limits.maxAgeMs > 0);
  }

  get(query: MetricQuery): KeptAnswer | undefined {
    return this.answers?.get(keptKey(query));
  }

  /** Keeps an answer, unless a later one is kept already. */
  set(kept: KeptAnswer): void {
    if (kept.began.at <= this.clearedAt) return;
    const known = this.get(kept.query);
    if (known === undefined || known.began.at <= kept.began.at) this.answers?.set(keptKey(kept.query), kept);
  }

  /** Forgets all answers, also those that are being computed. Returns how many were kept. */
  clear(): number {
    const count = this.answers?.size ?? 0;
    this.clearedAt = this.now();
    this.answers?.clear();
    return count;
  }

  /** Remembers that the state does not decide the answer of a query. */
  setUndecided(query: MetricQuery, state: string): void {
    this.undecided.set(keptKey(query), state);
  }

  isUndecided(query: MetricQuery, state: string | null): boolean {
    return state !== null && this.undecided.get(keptKey(query)) === state;
  }

  count({ status }: CacheMeta): void {
    this.counts[status] += 1;
  }
}
