import { pipeline, Transform, type Readable } from 'node:stream';
import type { Asker } from '../engine/asker';
import type { EngineRow } from '../engine/engine';
import { gatewayError } from '../errors';
import { rowReader } from './decode';
import type { RowWriter } from './flat/writer';
import type { Gateway } from './gateway';
import type { Prepared } from './prepare';
import { runTraced } from './runTraced';

/** A gateway whose bounds are those of exports: of rows, and of the time until the last is read. */
export function forExports(gateway: Gateway): Gateway {
  const { registry } = gateway;
  const { limits } = registry;
  const bounds = { ...limits, maxRows: limits.maxExportRows, timeoutMs: limits.maxExportMs };
  return { ...gateway, registry: { ...registry, limits: bounds } };
}

/**
 * Runs the statement of one query that wants nothing beside its rows, and gives them as text,
 * written as it is read: there are never more than a few batches in memory. Errors: those of the
 * engine, and RESULT_TOO_LARGE, which is known before the first row; of the text those of the
 * engine, also while nobody reads. Called off with the asker's deadline, or when the text is
 * destroyed.
 */
export async function exportPrepared(
  { registry, engine }: Gateway,
  prepared: Prepared,
  { head, line }: RowWriter,
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
  // The statement gives one row more than are wanted, which tells that there are more.
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
  });
  text.push(head);
  // Whichever ends early ends the other; who reads the text hears of it.
  pipeline(batches, text, () => undefined);
  return text;
}
