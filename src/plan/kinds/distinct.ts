import type { Distinct } from '../../model/measure';
import type { Interval } from '../../time/calendar';
import { edgesOf, mapCells } from '../cells';
import type { Sampling } from '../sampling';
import { countOf, measuredIntervals, placed, samplings, slotsOf, type KindPlanner, type Wanted } from './kind';
import { laggedBuckets } from './laggedBuckets';

/** Different entities in each sample. */
export const distinct: KindPlanner<Distinct> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: [countOf(wanted)],
      edges: samplings(wanted).map((sampling) => edgesOf(sources(wanted, sampling))),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'distinct',
    scan: scan!.id,
    keep: scan!.values[0]!,
    ...placed(wanted, 'by entity', (sampling) => ({
      sampleOf: mapCells(
        scan!.edges,
        sources(wanted, sampling).map((source, index) => ({ ...source, to: index + 1 })),
      ),
      slotOf: slotsOf(sampling.samples),
    })),
  }),
};

/** By sample: the time in which the dates of its rows lie. */
function sources(wanted: Wanted<Distinct>, { samples }: Sampling): readonly Interval[] {
  const { lag } = wanted.measure;
  return lag === 0 ? measuredIntervals(samples) : laggedBuckets(wanted, samples, lag);
}
