import type { Served, Serving } from './serving';

/** The served gateway, which can be replaced while requests run. */
export class Swappable implements Serving {
  private readonly uses = new Map<Served, number>();
  private readonly listeners = new Set<(served: Served) => void>();

  constructor(private served: Served) {}

  get current(): Served {
    return this.served;
  }

  async use<T>(work: (served: Served) => Promise<T>): Promise<T> {
    const { served } = this;
    this.uses.set(served, (this.uses.get(served) ?? 0) + 1);
    try {
      return await work(served);
    } finally {
      this.uses.set(served, this.uses.get(served)! - 1);
      await this.stopUnused(served);
    }
  }

  onSwap(listener: (served: Served) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Serves new requests with `next`. */
  async swap(next: Served): Promise<void> {
    const before = this.served;
    this.served = next;
    for (const listener of [...this.listeners]) listener(next);
    await this.stopUnused(before);
  }

  /** To be called when no more requests come. */
  async stop(): Promise<void> {
    await this.served.stop();
  }

  private async stopUnused(served: Served): Promise<void> {
    if (served === this.served || (this.uses.get(served) ?? 0) > 0) return;
    this.uses.delete(served);
    await served.stop();
  }
}
