/** The memory of the server at a moment of the run, after a forced collection. Bytes. */
export interface Sample {
  readonly seconds: number;
  readonly rss: number;
  readonly heap: number;
}

/** Memory may differ by this share between the quarters of the second half. */
const TOLERANCE = 0.05;

/**
 * True if the memory of the last quarter is at most 5 % above that of the quarter before. A quarter
 * counts with its median, because single samples fall into bursts of work.
 */
export function isFlat(samples: readonly Sample[]): boolean {
  const [, , third, last] = quarters(samples).map((some) => median(some.map(({ rss }) => rss)));
  return last! <= third! * (1 + TOLERANCE);
}

/** The memory by quarter, and the pieces of work by kind. */
export function table(samples: readonly Sample[], counts: ReadonlyMap<string, number>): string {
  const lines = quarters(samples).map((some, index) => {
    const megabytes = (of: 'rss' | 'heap') => Math.round(median(some.map((one) => one[of])) / 1e6);
    return `| ${index + 1} | ${megabytes('rss')} | ${megabytes('heap')} |`;
  });
  const work = [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([kind, count]) => `| ${kind} | ${count} |`);
  return [
    '',
    '| quarter | memory (RSS), MB | heap, MB |',
    '| --- | --- | --- |',
    ...lines,
    '',
    '| work | times |',
    '| --- | --- |',
    ...work,
    '',
    '',
  ].join('\n');
}

function quarters(samples: readonly Sample[]): readonly (readonly Sample[])[] {
  const size = samples.length / 4;
  return [0, 1, 2, 3].map((index) => samples.slice(Math.floor(index * size), Math.floor((index + 1) * size)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
