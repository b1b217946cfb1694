const DONE = { value: undefined, done: true } as const;

/**
 * Hands one reader what is given, of which only the newest is kept until it is asked for: a reader
 * that is slow misses what has been superseded meanwhile, and nothing piles up.
 */
export class LatestValue<T> implements AsyncIterableIterator<T, undefined> {
  private kept: { readonly value: T } | null = null;
  private resolveNext: ((result: IteratorResult<T, undefined>) => void) | null = null;
  private ended = false;

  /** `onLeft` is called once, when the reader leaves. */
  constructor(private readonly onLeft: () => void = () => undefined) {}

  /** The reader has taken everything and asks for more. */
  get isAwaited(): boolean {
    return this.resolveNext !== null;
  }

  give(value: T): void {
    if (this.ended) return;
    if (this.resolveNext === null) this.kept = { value };
    else this.deliver({ value, done: false });
  }

  /** Nothing follows what has been given. */
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

  /** At once, even while a value is waited for: that of a generator would wait along. */
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
