import { GatewayError } from '../../errors';
import type { Interval } from '../../time/calendar';
import type { Gateway } from '../gateway';
import { computeCells } from './computeCells';
import type { Family, KeptStore } from './keptStore';

/** Readings that one statement computes. */
const MOST_READINGS = 20;
/** Rows of such a statement. Readings with more groups are not kept. */
const MOST_ROWS = 50_000;
/** Milliseconds until it is asked again whether anybody waits for the database. */
const AGAIN_MS = 50;

/**
 * Computes missing numbers, one statement at a time, and only while nobody waits for the database.
 */
export class Filling {
  private readonly wanted = new Map<Family, Map<string, Interval>>();
  private running: Promise<void> | null = null;
  /** Numbers that were computed before something was forgotten are not kept. */
  private generation = 0;

  constructor(
    private readonly gateway: Gateway,
    private readonly store: KeptStore,
    private readonly now: () => number,
  ) {}

  add(family: Family, samples: readonly Interval[]): void {
    const all = this.wanted.get(family) ?? new Map<string, Interval>();
    for (const sample of samples) all.set(`${sample.start} ${sample.end}`, sample);
    this.wanted.set(family, all);
    this.running ??= this.run();
  }

  forget(): void {
    this.generation += 1;
    this.wanted.clear();
  }

  async idle(): Promise<void> {
    while (this.running !== null) await this.running;
  }

  private async run(): Promise<void> {
    try {
      // The answers of this moment are sent first.
      do await pause(this.isBusy() ? AGAIN_MS : 0);
      while (this.isBusy());
      while (this.wanted.size > 0) {
        await this.fill(this.next());
        while (this.isBusy()) await pause(AGAIN_MS);
      }
    } finally {
      this.running = null;
    }
  }

  private isBusy(): boolean {
    return this.wanted.size > 0 && (this.gateway.engine.load?.().waiting ?? 0) > 0;
  }

  /** Families of one frame, each with samples that do not overlap. */
  private next(): readonly { readonly family: Family; readonly samples: readonly Interval[] }[] {
    const [first] = this.wanted.keys();
    const frame = JSON.stringify(first!.frame);
    const same = [...this.wanted].filter(([family]) => JSON.stringify(family.frame) === frame).slice(0, MOST_READINGS);
    return same.map(([family, all]) => {
      const samples: Interval[] = [];
      for (const [key, sample] of [...all].sort(([, a], [, b]) => a.start - b.start || a.end - b.end)) {
        if (samples.length > 0 && sample.start < samples.at(-1)!.end) continue;
        samples.push(sample);
        all.delete(key);
      }
      if (all.size === 0) this.wanted.delete(family);
      return { family, samples };
    });
  }

  private async fill(parts: ReturnType<Filling['next']>): Promise<void> {
    const { generation } = this;
    try {
      const wanted = parts.map(({ family, samples }) => ({ reading: family.reading, samples }));
      const options = { now: this.now(), maxRows: MOST_ROWS };
      const computed = await computeCells(this.gateway, parts[0]!.family.frame, wanted, options);
      if (generation !== this.generation) return;
      parts.forEach(({ family, samples }, part) => {
        if (computed === null) family.isAside = true;
        else samples.forEach((sample, index) => this.store.set(family, sample, computed[part]![index]!));
      });
    } catch (error) {
      // A database that is away or busy answers later. Any other failure would come again.
      if (error instanceof GatewayError) return;
      for (const { family } of parts) family.isAside = true;
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
