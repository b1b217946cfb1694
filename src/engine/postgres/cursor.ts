import { Readable } from 'node:stream';
import type { Statement } from '../../sql/statement';
import type { EngineRow, StreamedRows } from '../engine';
import type { Held } from './held';
import { BEGIN } from './transactionSettings';

/** The rows of a batch: many, as each batch is a round trip; few enough to be handled quickly. */
const BATCH = 1_000;
const FETCH = `FETCH FORWARD ${BATCH} FROM export`;

/**
 * Opens a cursor for a statement, in a read-only transaction until the last row is read or the
 * batches are destroyed. When this resolves, the server has computed and counted all rows, and
 * keeps them. Errors: those of the driver, after which the connection cannot be used.
 */
export async function openCursor(
  held: Held,
  { text, parameters }: Statement,
  settings: Statement,
): Promise<StreamedRows> {
  await held.send(BEGIN);
  await held.send(settings.text, settings.parameters);
  // SCROLL, to return to the position before counting.
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
 * The batches of a cursor. It reads one batch ahead. If it is destroyed early, by the reader or by
 * the deadline, it ends the statement at the server and gives up the connection.
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
    // Frees the connection with the last row, before it is sent on.
    if (this.left === 0) await this.held.finish();
    return rows;
  }
}
