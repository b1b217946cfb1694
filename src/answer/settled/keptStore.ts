import { LRUCache } from 'lru-cache';
import type { KeptFrame, Settling } from '../../plan/kept/settling';
import type { KeptNumber } from '../../plan/plan';
import type { KeptReading } from '../../plan/kept/planCells';
import type { Interval } from '../../time/calendar';

/** One reading under one frame: its numbers are kept by sample. */
export interface Family {
  readonly id: string;
  readonly frame: KeptFrame;
  readonly reading: KeptReading;
  /** Null: its numbers never settle. */
  readonly settling: Settling | null;
  /** The questions that wanted it. */
  asked: number;
  /** It has too many groups, or cannot be computed. It is asked as if nothing were kept. */
  isAside: boolean;
}

/** The numbers of a sample. None: the sample has no groups. */
interface KeptSample {
  readonly family: Family;
  readonly sample: Interval;
  readonly numbers: readonly KeptNumber[];
}

/** Families that are remembered, whether or not numbers of them are kept. */
const MOST_FAMILIES = 10_000;

/** Bytes of an entry beside its texts, and of a number beside its texts. */
const ENTRY_BYTES = 300;
const NUMBER_BYTES = 120;

/** Kept numbers by family and sample, bounded by bytes. The oldest unused ones leave first. */
export class KeptStore {
  private readonly families = new LRUCache<string, Family>({ max: MOST_FAMILIES });
  private readonly samples: LRUCache<string, KeptSample>;

  constructor(maxBytes: number) {
    this.samples = new LRUCache({ maxSize: maxBytes, sizeCalculation: bytesOf });
  }

  /** The number of kept samples, and their estimated bytes. */
  get load(): { readonly samples: number; readonly bytes: number } {
    return { samples: this.samples.size, bytes: this.samples.calculatedSize };
  }

  family(id: string, make: () => Family): Family {
    const known = this.families.get(id) ?? make();
    this.families.set(id, known);
    return known;
  }

  /** The numbers of a sample; null: they are not kept. */
  get({ id }: Family, sample: Interval): readonly KeptNumber[] | null {
    return this.samples.get(keyOf(id, sample))?.numbers ?? null;
  }

  set(family: Family, sample: Interval, numbers: readonly KeptNumber[]): void {
    this.samples.set(keyOf(family.id, sample), { family, sample, numbers });
  }

  /** Some kept samples, chosen by `random` from 0 to before 1. */
  some(count: number, random: () => number): readonly KeptSample[] {
    const keys = [...this.samples.keys()];
    const chosen = new Set(
      keys.length === 0 ? [] : Array.from({ length: count }, () => keys[Math.floor(random() * keys.length)]!),
    );
    // Without an effect on which ones leave first.
    return [...chosen].flatMap((key) => this.samples.peek(key) ?? []);
  }

  /** Forgets all numbers that were read from one of these tables. Returns how many samples. */
  forget(tables: readonly string[]): number {
    const stale = [...this.samples.entries()].filter(([, { family }]) =>
      family.settling?.tables.some((table) => tables.includes(table)),
    );
    for (const [key] of stale) this.samples.delete(key);
    return stale.length;
  }

  clear(): void {
    this.samples.clear();
  }
}

function keyOf(id: string, { start, end }: Interval): string {
  return `${id} ${start} ${end}`;
}

function bytesOf({ numbers }: KeptSample): number {
  return numbers.reduce(
    (bytes, { keys, value, contributed }) =>
      bytes +
      NUMBER_BYTES +
      2 * (value.length + contributed.length) +
      keys.reduce((length, key) => length + 2 * (key?.length ?? 0), 0),
    ENTRY_BYTES,
  );
}
