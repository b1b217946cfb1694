/** The work of one request that has begun and not ended. */
export class RunningWork {
  private readonly running = new Set<Promise<unknown>>();

  track<T>(work: Promise<T>): Promise<T> {
    const forget = () => this.running.delete(ended);
    const ended: Promise<unknown> = work.then(forget, forget);
    this.running.add(ended);
    return work;
  }

  /** Waits until all work has ended, and the work that it led to. */
  async settled(): Promise<void> {
    await nextTurn();
    while (this.running.size > 0) {
      await Promise.all(this.running);
      // Code that waited for a result runs first: it may begin more.
      await nextTurn();
    }
  }
}

function nextTurn(): Promise<void> {
  return new Promise((next) => setImmediate(next));
}
