import type { Distinct } from '../../model/measure';
import { mapCells } from '../cells';
import { countOf, placed, samplings, measuredIntervals, type KindPlanner } from './kind';

/** Different entities in each sample. */
export const distinct: KindPlanner<Distinct> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: [countOf(wanted)],
      edges: samplings(wanted).flatMap(({ samples }) =>
        measuredIntervals(samples).flatMap(({ start, end }) => [start, end]),
      ),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'distinct',
    scan: scan!.id,
    keep: scan!.values[0]!,
    ...placed(wanted, 'by entity', ({ samples }) => ({
      sampleOf: mapCells(
        scan!.edges,
        measuredIntervals(samples).map((interval, index) => ({ ...interval, to: index + 1 })),
      ),
      slotOf: samples.map(({ slot }) => slot),
    })),
  }),
};
