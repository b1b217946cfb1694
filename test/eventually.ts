import { setTimeout as pause } from 'node:timers/promises';

/** Resolves when the condition is true. Only the time limit of the test ends the wait. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await pause(10);
}
