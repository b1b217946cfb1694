import { setImmediate as others } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { until } from '../eventually';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are held when all has been collected that nobody refers to: on the heap, and of buffers beside it. */
export async function held(): Promise<number> {
  await others();
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Resolves when no more than so many bytes are held, and returns how many. What is on its way out may be held for a while. */
export async function untilHeld(atMost: number): Promise<number> {
  let now = Infinity;
  await until(async () => (now = await held()) < atMost);
  return now;
}

export function megabytes(...bytes: readonly number[]): string {
  return `${bytes.map((one) => (one / 2 ** 20).toFixed(1)).join(', ')} MB`;
}
