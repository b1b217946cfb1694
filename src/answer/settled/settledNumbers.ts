import { createHash } from 'node:crypto';
import type { KeptNumbers } from '../../plan/kept/kept';
import type { KeptNumber } from '../../plan/plan';
import { settlingOf, type KeptFrame } from '../../plan/kept/settling';
import type { Wanted } from '../../plan/kinds/kind';
import type { QueryFrame } from '../../query/query';
import { auditing } from '../../steps';
import type { Interval } from '../../time/calendar';
import type { Gateway } from '../gateway';
import { computeCells } from './computeCells';
import { Filling } from './filling';
import { KeptStore, type Family } from './keptStore';

export interface SettledOptions {
  /** Milliseconds since the epoch. The age of rows is measured by it, never by asOf. */
  readonly now: () => number;
  readonly random: () => number;
  readonly maxBytes: number;
  /** Kept numbers that one statement may take. It scans the time of the others. */
  readonly maxCells: number;
  /** The question from which on the numbers of a reading are kept. */
  readonly fromQuestion: number;
}

const DEFAULTS: SettledOptions = {
  now: Date.now,
  random: Math.random,
  maxBytes: 64 * 1024 * 1024,
  maxCells: 20_000,
  fromQuestion: 2,
};

/** Samples that an audit computes again. */
const AUDITED = 3;

export interface SettledLoad {
  /** Samples that are kept, and their estimated bytes. */
  readonly samples: number;
  readonly bytes: number;
  /** Numbers that statements took. */
  readonly hits: number;
  /** A statement with kept numbers has failed. */
  readonly isAside: boolean;
}

/** The kept numbers for one question. */
export interface SettledQuestion extends KeptNumbers {
  /** Computes what was missing, for later questions. */
  answered(): void;
  /** Computes what is missing now, although hardly anybody has asked yet. */
  warm(): void;
  /** The statement with kept numbers failed: its readings are no longer kept. */
  stepAside(): void;
}

/**
 * Numbers of buckets whose rows no longer change, by the promise of their tables
 * (docs/meaning.md#settled). They are computed once, after the second question that wants them.
 */
export class SettledNumbers {
  private readonly options: SettledOptions;
  private readonly store: KeptStore;
  private readonly filling: Filling;
  private readonly isPromised: boolean;
  private hits = 0;
  private isAside = false;

  constructor(
    private readonly gateway: Gateway,
    options: Partial<SettledOptions> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
    this.store = new KeptStore(this.options.maxBytes);
    this.filling = new Filling(gateway, this.store, this.options.now);
    this.isPromised = [...gateway.registry.tables.values()].some(({ settles }) => settles !== null);
  }

  /** The figures of this moment. */
  get load(): SettledLoad {
    return { ...this.store.load, hits: this.hits, isAside: this.isAside };
  }

  /** The kept numbers for a question; null: nothing of it can be kept. */
  ask({ groupBy, where, timeZone, policy, perEntity }: QueryFrame): SettledQuestion | null {
    if (!this.isPromised || perEntity || policy.smallestGroup !== null) return null;
    const frame: KeptFrame = { groupBy, where, timeZone, policy };
    const now = this.options.now();
    const families = new Map<string, Family>();
    const missing = new Map<Family, Interval[]>();
    let left = this.options.maxCells;
    const find = (family: Family, sample: Interval, afterMs: number): readonly KeptNumber[] | null => {
      if (sample.end + afterMs > now) return null;
      const numbers = this.store.get(family, sample);
      if (numbers === null) missing.set(family, [...(missing.get(family) ?? []), sample]);
      if (numbers === null || numbers.length > left) return null;
      left -= numbers.length;
      this.hits += numbers.length;
      return numbers;
    };
    return {
      of: (wanted) => {
        const family = this.familyOf(frame, wanted);
        const { settling, isAside } = family;
        if (settling === null || isAside) return null;
        families.set(family.id, family);
        return (sample) => find(family, sample, settling.afterMs);
      },
      answered: () => {
        for (const family of families.values()) family.asked += 1;
        for (const [family, samples] of missing) {
          if (family.asked >= this.options.fromQuestion) this.filling.add(family, samples);
        }
      },
      warm: () => missing.forEach((samples, family) => this.filling.add(family, samples)),
      stepAside: () => {
        this.isAside = true;
        for (const family of families.values()) family.isAside = true;
      },
    };
  }

  /**
   * Computes a few kept samples again. If one differs, a promise was broken: the numbers of its
   * tables are forgotten, and the difference is published. Returns the number of differences.
   */
  async audit(): Promise<number> {
    let differences = 0;
    for (const { family, sample, numbers } of this.store.some(AUDITED, this.options.random)) {
      const options = { now: this.options.now(), maxRows: this.options.maxCells };
      const wanted = [{ reading: family.reading, samples: [sample] }];
      const computed = await computeCells(this.gateway, family.frame, wanted, options);
      // It has too many groups by now to be computed again.
      if (computed === null) continue;
      const difference = differenceOf(numbers, computed[0]![0]!);
      if (difference === null) continue;
      differences += 1;
      const { tables } = family.settling!;
      this.forget(tables);
      auditing.publish({ tables, start: sample.start, end: sample.end, ...difference });
    }
    return differences;
  }

  /** Forgets all kept numbers. Returns how many samples had some. */
  clear(): number {
    const { samples } = this.store.load;
    this.filling.forget();
    this.store.clear();
    return samples;
  }

  /** Resolves when all that is being computed is kept. */
  idle(): Promise<void> {
    return this.filling.idle();
  }

  /** To be called when no more questions come. */
  stop(): void {
    this.filling.forget();
  }

  private forget(tables: readonly string[]): void {
    this.filling.forget();
    this.store.forget(tables);
  }

  private familyOf(frame: KeptFrame, wanted: Wanted): Family {
    const { measure, where, grain } = wanted;
    const id = createHash('sha256')
      .update(JSON.stringify([measure, where, grain, frame]))
      .digest('base64url');
    return this.store.family(id, () => ({
      id,
      frame,
      reading: { measure, where, grain },
      settling: settlingOf(this.gateway.registry, frame, wanted),
      asked: 0,
      isAside: false,
    }));
  }
}

/** The first number that differs, as it is kept and as it is now; null: none does. */
function differenceOf(
  kept: readonly KeptNumber[],
  found: readonly KeptNumber[],
): { readonly kept: string | null; readonly found: string | null } | null {
  const byKeys = (numbers: readonly KeptNumber[]) =>
    new Map(numbers.map((number) => [JSON.stringify(number.keys), number]));
  const [before, now] = [byKeys(kept), byKeys(found)];
  for (const key of new Set([...before.keys(), ...now.keys()])) {
    const [one, other] = [before.get(key), now.get(key)];
    if (one?.value === other?.value && one?.contributed === other?.contributed) continue;
    return { kept: one?.value ?? null, found: other?.value ?? null };
  }
  return null;
}
