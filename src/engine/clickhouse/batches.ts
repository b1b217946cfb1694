import { Readable } from 'node:stream';
import type { Deadline } from '../deadline';
import type { EngineRow } from '../engine';
import { readRow } from './rows';
import type { ArrivingRows } from './server';

/** The rows of a batch: few enough to be handled quickly. */
const BATCH = 1_000;
const SUMMARY = 'x-clickhouse-summary';

/** The engine, as streamed rows need it. */
export interface BatchesOwner {
  /** The time until the last row. */
  readonly deadline: Deadline;
  /** Called once, when no row is read from the server any more. */
  released(): void;
  explained(error: unknown): Error;
}

/** The number of rows of an answer; null: the server, or a proxy, leaves it out. */
export function countOf({ response_headers }: ArrivingRows): number | null {
  const summary = response_headers[SUMMARY];
  if (typeof summary !== 'string') return null;
  const { result_rows } = JSON.parse(summary) as { readonly result_rows?: string };
  return result_rows === undefined ? null : Number(result_rows);
}

/**
 * The batches of an answer. It reads one batch ahead, and the server waits. If it is destroyed
 * early, by the reader or by the deadline, it gives up the connection.
 */
export class Batches extends Readable {
  private readonly source: Readable;
  private readonly chunks: AsyncIterator<readonly { readonly text: string }[]>;
  private waiting: EngineRow[] = [];
  private release: (isComplete: boolean) => void = () => undefined;
  private left: number;

  constructor(
    arriving: ArrivingRows,
    private readonly count: number,
    private readonly owner: BatchesOwner,
  ) {
    super({ objectMode: true, highWaterMark: 1 });
    this.left = count;
    const rows = arriving.stream();
    this.source = rows as unknown as Readable;
    // `destroy` ends it before its end.
    this.source.on('error', () => undefined);
    this.chunks = rows[Symbol.asyncIterator]();
    const over = new Promise<void>((resolve) => (this.release = (isComplete) => this.end(isComplete, resolve)));
    owner.deadline.hold(over).catch((reason: Error) => this.destroy(reason));
    if (count === 0) this.release(true);
  }

  override _read(): void {
    this.batch().then(
      (rows) => this.push(rows.length === 0 ? null : rows),
      (error: unknown) => this.destroy(this.owner.explained(error)),
    );
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    this.source.destroy();
    this.release(false);
    destroyed(error);
  }

  private async batch(): Promise<readonly EngineRow[]> {
    while (this.waiting.length < BATCH && this.left > 0) {
      const { value, done } = await this.chunks.next();
      if (done) throw new Error(`an answer of ${this.count} rows lost ${this.left}`);
      const lines = value as readonly { readonly text: string }[];
      for (const { text } of lines) this.waiting.push(readRow(text));
      this.left -= lines.length;
      if (this.left < 0) throw new Error(`an answer of ${this.count} rows has ${-this.left} more`);
    }
    // Frees the connection with the last row, before it is sent on.
    if (this.left === 0) this.release(true);
    return this.waiting.splice(0, BATCH);
  }

  private end(isComplete: boolean, ended: () => void): void {
    this.release = () => undefined;
    ended();
    // Only the end of the answer is left.
    if (isComplete) void this.chunks.next().catch(() => undefined);
    this.owner.released();
  }
}
