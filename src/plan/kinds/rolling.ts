import type { Rolling } from '../../registry/registry';
import { bucketAt, bucketsBefore, bucketsOver, type Interval } from '../../time/calendar';
import { lastBefore } from '../../time/seen';
import { firstAfter } from '../cells';
import type { Ints } from '../plan';
import type { Sample, Sampling } from '../sampling';
import { placed, samplings, type KindPlanner, type Wanted } from './kind';

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
      edges: edgesOf(wanted),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'rolling',
    scan: scan!.id,
    keep: scan!.values[0]!,
    reach: reachOf(wanted, scan!.edges),
    ...placed(wanted, (sampling) => {
      const ends = sampling.samples.map((sample) => seenUntil(wanted, sample));
      return {
        sampleAt: firstAfter(scan!.edges, ends),
        slotOf: sampling.samples.map(({ slot }) => slot),
      };
    }),
  }),
};

/** The unit a sample's window ends with: the last of it that has begun. */
function unitAt({ measure, grain, timeZone }: Wanted<Rolling>, sample: Sample): Interval {
  // Finding a bucket on the calendar is slow, and most samples are one.
  if (measure.window.unit === grain) return sample;
  return bucketAt(lastBefore(sample.until), measure.window.unit, timeZone);
}

/** The first instant that a sample's window does not see. */
function seenUntil(wanted: Wanted<Rolling>, sample: Sample): number {
  const { end } = unitAt(wanted, sample);
  return sample.until < sample.end ? Math.min(sample.until, end) : end;
}

/** Where units begin and where samples end: nothing is read beyond the last of these. */
function edgesOf(wanted: Wanted<Rolling>): number[] {
  const ends = samplings(wanted).flatMap(({ samples }) => samples.map((sample) => seenUntil(wanted, sample)));
  const last = ends.reduce((latest, end) => Math.max(latest, end), -Infinity);
  const starts = unitsOf(wanted).flatMap(({ start, end }) => [start, end]);
  return [...starts.filter((edge) => edge <= last), ...ends];
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
