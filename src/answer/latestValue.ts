const DONE = { value: undefined, done: true } as const;

/**
 * Gives values to one reader. It keeps only the newest value: a slow reader skips older ones, and
 * nothing queues up.
 */
export class LatestValue<T> implements AsyncIterableIterator<T, undefined> {
  private kept: { readonly value: T } | null = null;
  private resolveNext: ((result: IteratorResult<T, undefined>) => void) | null = null;
  private ended = false;

  /** `onLeft` is called once, when the reader leaves. */
  constructor(private readonly onLeft: () => void = () => undefined) {}

  /** The reader has taken every value and waits for the next. */
  get isAwaited(): boolean {
    return this.resolveNext !== null;
  }

  give(value: T): void {
    if (this.ended) return;
    if (this.resolveNext === null) this.kept = { value };
    else this.deliver({ value, done: false });
  }

  /** No value follows. */
  end(): void {
    this.ended = true;
    this.deliver(DONE);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const { kept } = this;
    this.kept = null;
    if (kept !== null) return Promise.resolve({ value: kept.value, done: false });
    if (this.ended) return Promise.resolve(DONE);
    return new Promise((resolve) => (this.resolveNext = resolve));
  }

  /** Returns at once, even while the reader waits for a value. A generator would wait too. */
  return(): Promise<IteratorResult<T, undefined>> {
    if (!this.ended) this.onLeft();
    this.kept = null;
    this.end();
    return Promise.resolve(DONE);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private deliver(result: IteratorResult<T, undefined>): void {
    const { resolveNext } = this;
    this.resolveNext = null;
    resolveNext?.(result);
  }
}
