import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that are held when all has been collected that nobody refers to: on the heap, and of buffers beside it. */
export async function held(): Promise<number> {
  await pause(200);
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

export function megabytes(...bytes: readonly number[]): string {
  return `${bytes.map((one) => (one / 2 ** 20).toFixed(1)).join(', ')} MB`;
}
