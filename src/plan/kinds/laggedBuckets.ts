import { bucketsBefore, bucketsOver, type Interval } from '../../time/calendar';
import type { Sample } from '../sampling';
import type { Wanted } from './kind';

/**
 * The native bucket that lies `lag` buckets before each sample; samples are native buckets
 * themselves. It ends before asOf, so it is complete.
 */
export function laggedBuckets({ grain, timeZone }: Wanted, samples: readonly Sample[], lag: number): Interval[] {
  const [first] = samples;
  if (first === undefined) return [];
  const start = bucketsBefore(first.start, lag, grain, timeZone);
  const all = bucketsOver({ start, end: samples.at(-1)!.end }, grain, timeZone);
  const indexByStart = new Map(all.map((bucket, index) => [bucket.start, index]));
  return samples.map((sample) => {
    const { start, end } = all[indexByStart.get(sample.start)! - lag]!;
    return { start, end: Math.min(end, sample.until) };
  });
}
