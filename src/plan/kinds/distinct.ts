import type { Distinct } from '../../registry/registry';
import { mapCells } from '../cells';
import { inViews, samplings, type KindPlanner } from './kind';

/** Different entities in each sample. */
export const distinct: KindPlanner<Distinct> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: [{ fn: 'count', column: null, filter: wanted.measure.filter }],
      edges: samplings(wanted).flatMap(({ samples }) => samples.flatMap(({ start, end }) => [start, end])),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'distinct',
    id: wanted.id,
    scan: scan!.id,
    keep: scan!.values[0]!,
    ...inViews(wanted, ({ samples }) => ({
      sampleOf: mapCells(
        scan!.edges,
        samples.map(({ start, end }, index) => ({ start, end, to: index + 1 })),
      ),
      slotOf: samples.map(({ slot }) => slot),
    })),
  }),
};
