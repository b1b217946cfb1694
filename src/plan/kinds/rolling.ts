import type { Rolling } from '../../registry/registry';
import { bucketAt, bucketsBefore, bucketsOver, type Interval } from '../../time/calendar';
import { firstAtOrAfter } from '../cells';
import type { Ints } from '../plan';
import type { Sampling } from '../sampling';
import { inViews, samplings, type KindPlanner, type Wanted } from './kind';

/**
 * Different entities in a window that ends with each sample: the activity of an entity covers the window's length from
 * its cell on, or until it is active again, so that at any moment it is covered at most once.
 */
export const rolling: KindPlanner<Rolling> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: [{ fn: 'count', column: null, filter: wanted.measure.filter }],
      edges: unitsOf(wanted).flatMap(({ start, end }) => [start, end]),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'rolling',
    id: wanted.id,
    scan: scan!.id,
    keep: scan!.values[0]!,
    reach: reachOf(wanted, scan!.edges),
    ...inViews(wanted, (sampling) => {
      // A cell reaches a sample if it does not lie after the sample's unit: compare by where units end.
      const ends = sampling.samples.map((sample) => unitAt(wanted, sample).end);
      return {
        sampleAt: firstAtOrAfter(
          scan!.edges,
          ends.map((end) => end - 1),
        ),
        slotOf: sampling.samples.map(({ slot }) => slot),
      };
    }),
  }),
};

/** The unit a sample's window ends with: the last of it that has begun. */
function unitAt({ measure, grain, timeZone, asOf }: Wanted<Rolling>, sample: Interval): Interval {
  // Finding a bucket on the calendar is slow, and most samples are one.
  if (measure.window.unit === grain) return sample;
  return bucketAt(Math.min(sample.end - 1, asOf), measure.window.unit, timeZone);
}

/** Every unit from the first window's start to the last sample, without a gap. */
function unitsOf(wanted: Wanted<Rolling>): Interval[] {
  const { measure, timeZone } = wanted;
  const { last, unit } = measure.window;
  const bounds = samplings(wanted).flatMap(({ samples }: Sampling) => samples.slice(0, 1).concat(samples.slice(-1)));
  if (bounds.length === 0) return [];
  const units = bounds.map((sample) => unitAt(wanted, sample));
  const first = Math.min(...units.map(({ start }) => start));
  const end = Math.max(...units.map((unit) => unit.end));
  return bucketsOver({ start: bucketsBefore(first, last - 1, unit, timeZone), end }, unit, timeZone);
}

/** By cell: the first cell that its activity no longer covers; 0 where it covers nothing. */
function reachOf(wanted: Wanted<Rolling>, edges: readonly number[]): Ints {
  const units = unitsOf(wanted);
  const cellOf = new Map(edges.map((edge, index) => [edge, index + 1]));
  let at = 0;
  return edges.slice(0, -1).map((start) => {
    while (at < units.length && units[at]!.end <= start) at++;
    const unit = units[at];
    if (unit === undefined || unit.start > start) return 0;
    const beyond = units[at + wanted.measure.window.last];
    return beyond === undefined ? edges.length : cellOf.get(beyond.start)!;
  });
}
