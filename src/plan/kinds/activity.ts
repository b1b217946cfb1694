import type { Activity } from '../../model/measure';
import { bucketsBefore, bucketsOver } from '../../time/calendar';
import { edgesOf, mapCells, type Mapped } from '../cells';
import { BEGINNING } from '../beginning';
import type { Patterns } from '../reading';
import type { Sampling } from '../sampling';
import { countOf, placed, samplings, type KindPlanner, type Wanted } from './kind';

/** Entities by the native buckets in which they are active. */
export const activity: KindPlanner<Activity> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: [countOf(wanted)],
      edges: samplings(wanted).map((sampling) => edgesOf(numbered(wanted, sampling))),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'activity',
    scan: scan!.id,
    keep: scan!.values[0]!,
    is: wanted.measure.is,
    ...placed(wanted, 'by entity', (sampling): Patterns => {
      const buckets = numbered(wanted, sampling);
      const slots = new Map(sampling.samples.map(({ start, slot }) => [start, slot]));
      const own = buckets.map(({ start }) => slots.get(start) ?? 0);
      return {
        numberOf: mapCells(scan!.edges, buckets),
        // Who is dormant was active in the bucket before.
        slotOf: wanted.measure.is === 'dormant' ? [...own.slice(1), 0] : own,
      };
    }),
  }),
};

/**
 * All native buckets from the one before the first sample to the last one, numbered from 1, as far
 * as they are measured. Where earlier activity matters, all of it is one bucket before these.
 */
function numbered({ measure, grain, timeZone }: Wanted<Activity>, { samples }: Sampling): readonly Mapped[] {
  const [first] = samples;
  if (first === undefined) return [];
  const start = bucketsBefore(first.start, 1, grain, timeZone);
  const untilOf = new Map(samples.map((sample) => [sample.start, sample.until]));
  const natives = bucketsOver({ start, end: samples.at(-1)!.end }, grain, timeZone);
  const measured = natives.map((native) => ({ start: native.start, end: untilOf.get(native.start) ?? native.end }));
  const earlier = LOOKS_BACK[measure.is] ? [{ start: BEGINNING, end: start }] : [];
  return [...earlier, ...measured].map((bucket, index) => ({ ...bucket, to: index + 1 }));
}

const LOOKS_BACK: { readonly [I in Activity['is']]: boolean } = {
  new: true,
  retained: false,
  resurrected: true,
  dormant: false,
};
