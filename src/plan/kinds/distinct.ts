import type { Distinct } from '../../model/measure';
import { edgesOf, mapCells } from '../cells';
import { countOf, intervalsBySample, measuredIntervals, placed, samplings, slotsOf, type KindPlanner } from './kind';

/** Different entities in each sample. */
export const distinct: KindPlanner<Distinct> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: [countOf(wanted)],
      edges: samplings(wanted).map(({ samples }) => edgesOf(measuredIntervals(samples))),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'distinct',
    scan: scan!.id,
    keep: scan!.values[0]!,
    ...placed(wanted, 'by entity', ({ samples }) => ({
      sampleOf: mapCells(scan!.edges, intervalsBySample(samples)),
      slotOf: slotsOf(samples),
    })),
  }),
};
