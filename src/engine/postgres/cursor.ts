import { Readable } from 'node:stream';
import type { Parameter } from '../../sql/statement';
import type { EngineRow, StreamedRows } from '../engine';
import type { Held } from './held';

/** Rows of a batch: enough that a round trip to the server does not count, few enough that nobody waits for one to be worked through. */
const BATCH = 1_000;
const FETCH = `FETCH FORWARD ${BATCH} FROM export`;

/**
 * Opens a cursor for a statement, in a read-only transaction that lasts until the last row is read or the batches are destroyed. The server
 * has then computed all rows and counted them; they wait there and not here. Errors: the driver's, after which the connection is of no more use.
 */
export async function openCursor(
  held: Held,
  { text, parameters }: { readonly text: string; readonly parameters: readonly Parameter[] },
): Promise<StreamedRows> {
  await held.send('BEGIN TRANSACTION READ ONLY');
  // All rows are wanted, not the first of them soon.
  await held.send('SET LOCAL cursor_tuple_fraction = 1');
  // SCROLL, to go back to where rows were counted from.
  await held.send(`DECLARE export SCROLL CURSOR FOR ${text}`, parameters);
  const { rows: first } = await held.send(FETCH);
  let count = first.length;
  if (count === BATCH) {
    const { rowCount } = await held.send('MOVE FORWARD ALL FROM export');
    count += rowCount ?? 0;
    await held.send(`MOVE ABSOLUTE ${BATCH} FROM export`);
  }
  if (count === first.length) await held.finish();
  return { count, batches: new Batches(held, first, count) };
}

/**
 * The batches of a cursor. One is read ahead, while the one before is worked on, and no more until that is taken. Destroyed early, by whoever
 * reads or because time is up, it ends what runs at the server and gives the connection up.
 */
class Batches extends Readable {
  private next: readonly EngineRow[] | null;
  private left: number;

  constructor(
    private readonly held: Held,
    first: readonly EngineRow[],
    count: number,
  ) {
    super({ objectMode: true, highWaterMark: 1 });
    this.next = first;
    this.left = count;
    held.onEnd((reason) => this.destroy(reason));
  }

  override _read(): void {
    this.batch().then(
      (rows) => this.push(rows.length === 0 ? null : rows),
      (error: unknown) => this.destroy(this.held.explained(error)),
    );
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    this.held.abandon();
    destroyed(error);
  }

  private async batch(): Promise<readonly EngineRow[]> {
    const rows = this.next ?? (this.left > 0 ? (await this.held.send(FETCH)).rows : []);
    this.next = null;
    if (this.left > 0 && rows.length === 0) throw new Error(`a cursor lost ${this.left} rows`);
    this.left -= rows.length;
    // As soon as the last is read: nobody else should wait for it to be sent on.
    if (this.left === 0) await this.held.finish();
    return rows;
  }
}
