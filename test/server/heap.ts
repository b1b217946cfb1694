import { setImmediate as others } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { until } from '../eventually';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** The bytes in use after a garbage collection: on the heap, and in buffers beside it. */
export async function held(): Promise<number> {
  await others();
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * Resolves when at most this many bytes are in use, and returns the number. Objects on their way
 * out may stay for a while.
 */
export async function untilHeld(atMost: number): Promise<number> {
  let now = Infinity;
  await until(async () => (now = await held()) < atMost);
  return now;
}

export function megabytes(...bytes: readonly number[]): string {
  return `${bytes.map((one) => (one / 2 ** 20).toFixed(1)).join(', ')} MB`;
}
