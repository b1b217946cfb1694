const ROUNDS = 5;
const MOST_ROUNDS = 25;
/** Fast statements repeat until they have taken this long in total. */
const WORTH_MS = 3_000;

type Runs = readonly (() => Promise<unknown>)[];

/**
 * Returns the milliseconds of each run: the median of several rounds. Each round runs all of them
 * in turn, so a slow phase of the machine affects all. One round before warms up.
 */
export async function medians(...runs: Runs): Promise<number[]> {
  return mediansOf(ROUNDS, runs);
}

/** Like `medians`, with a minimum number of rounds. */
export async function mediansOf(rounds: number, runs: Runs): Promise<number[]> {
  const times = runs.map((): number[] => []);
  for (const run of runs) await run();
  const started = performance.now();
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round >= rounds && performance.now() - started > WORTH_MS) break;
    for (const [index, run] of runs.entries()) times[index]!.push(await milliseconds(run));
  }
  return times.map(median);
}

export async function milliseconds(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
