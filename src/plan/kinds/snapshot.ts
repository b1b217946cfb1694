import type { Snapshot } from '../../model/measure';
import { momentOf } from '../../time/asOf';
import { firstAtOrAfter } from '../cells';
import type { Cover, Ints } from '../reading';
import type { Sample } from '../sampling';
import { placed, samplings, slotsOf, type AssignedScan, type KindPlanner, type Wanted } from './kind';
import { weighedValues, weightOf } from './weight';

/** Values, or different entities, of rows that are active at a moment of each sample. */
export const snapshot: KindPlanner<Snapshot> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'interval', from: wanted.measure.from, until: wanted.measure.until, history: false },
      entity: wanted.measure.entity,
      keys: 'row',
      values: weighedValues(wanted),
      edges: samplings(wanted).map(({ samples }) => samples.map(momentIn(wanted))),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'snapshot',
    scan: scan!.id,
    weight: weightOf(wanted.measure, scan!),
    ...placed(wanted, wanted.measure.entity === null ? 'always' : 'by entity', ({ samples }): Cover => ({
      sampleAt: momentsAt(scan!, samples.map(momentIn(wanted))),
      slotOf: slotsOf(samples),
    })),
  }),
};

/**
 * By cell of an interval scan: the number, from 1, of the first moment that is not before the cell.
 * One more entry follows, for rows that stay active beyond the last cell.
 */
export function momentsAt({ edges }: AssignedScan, moments: readonly number[]): Ints {
  return [...firstAtOrAfter(edges, moments), moments.length + 1];
}

/** The moment at which a bucket closes: its end, or asOf while it runs. */
export function closeOf({ until }: Sample): number {
  return momentOf(until);
}

function momentIn({ measure }: Wanted<Snapshot>): (sample: Sample) => number {
  return measure.moment === 'open' ? ({ start }) => start : closeOf;
}
