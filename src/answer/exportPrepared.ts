import { pipeline, Transform, type Readable } from 'node:stream';
import type { Asker } from '../engine/asker';
import type { EngineRow } from '../engine/engine';
import { gatewayError } from '../errors';
import { rowReader } from './decode';
import type { RowWriter } from './flat/writer';
import type { Gateway } from './gateway';
import type { Prepared } from './prepare';
import { runTraced } from './runTraced';

/**
 * The gateway with the limits of exports: for rows, and for the time until the last row is read.
 */
export function forExports(gateway: Gateway): Gateway {
  const { registry } = gateway;
  const { limits } = registry;
  const bounds = { ...limits, maxRows: limits.maxExportRows, timeoutMs: limits.maxExportMs };
  return { ...gateway, registry: { ...registry, limits: bounds } };
}

/**
 * Runs the statement of one query that has only rows, and returns them as text, written as they are
 * read. Memory holds a few batches only. Errors: those of the engine, and RESULT_TOO_LARGE before
 * the first row; the text may fail with those of the engine at any time. The statement is cancelled
 * when the asker's deadline passes or when the text stream is destroyed.
 */
export async function exportPrepared(
  { registry, engine }: Gateway,
  prepared: Prepared,
  { head, tail, line }: RowWriter,
  asker: Asker,
): Promise<Readable> {
  const { maxRows } = registry.limits;
  const { queries, plan, layout, statement } = prepared;
  const { limit } = queries[0]!.page;
  const opened = () => engine.stream(statement, asker);
  const { count, batches } = await runTraced(engine, prepared, opened, (stream) => stream.count);
  if (limit === null && count > maxRows) {
    batches.destroy();
    throw gatewayError('RESULT_TOO_LARGE', { max: maxRows, limit: null, pages: true });
  }
  const read = rowReader(plan, layout.sections[0]!, 0);
  // The statement returns one row more than the limit, which shows that more follow.
  let left = limit ?? count;
  const text = new Transform({
    writableObjectMode: true,
    writableHighWaterMark: 1,
    transform(batch: readonly EngineRow[], _encoding, done) {
      const wanted = batch.slice(0, left);
      left -= wanted.length;
      let lines = '';
      try {
        for (const row of wanted) lines += line(read(row));
      } catch (error) {
        return done(error as Error);
      }
      done(null, lines);
    },
    flush: (done) => done(null, tail),
  });
  text.push(head);
  // If one ends early, the other does too; the reader of the text gets the error.
  pipeline(batches, text, () => undefined);
  return text;
}
