import type { Engine } from '../engine/engine';
import { EXIT, type ExitCode } from './exitCode';
import { exitOnSigterm } from './exitOnSigterm';

/**
 * Works with an engine and closes it. Ctrl-C and SIGTERM also cancel the statements in the
 * database, which would go on otherwise.
 */
export async function closing<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  const stopWith = (code: ExitCode) => void engine.close().finally(() => process.exit(code));
  const interrupted = () => stopWith(EXIT.interrupted);
  const terminated = () => stopWith(EXIT.terminated);
  process.once('SIGINT', interrupted);
  process.off('SIGTERM', exitOnSigterm).once('SIGTERM', terminated);
  try {
    return await work();
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', terminated).once('SIGTERM', exitOnSigterm);
    await engine.close();
  }
}
