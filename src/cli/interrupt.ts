import type { Engine } from '../engine/engine';
import { EXIT } from './exitCode';

/**
 * Works with an engine and closes it. Ctrl-C meanwhile ends what runs in the database too, which
 * would go on otherwise.
 */
export async function closing<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  const stop = () => void engine.close().finally(() => process.exit(EXIT.interrupted));
  process.once('SIGINT', stop);
  try {
    return await work();
  } finally {
    process.off('SIGINT', stop);
    await engine.close();
  }
}
