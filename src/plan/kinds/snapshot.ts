import type { Snapshot } from '../../registry/registry';
import type { Interval } from '../../time/calendar';
import { firstAtOrAfter } from '../cells';
import { inViews, samplings, type KindPlanner, type Wanted } from './kind';

/** Values of rows that are valid at the close of each sample. */
export const snapshot: KindPlanner<Snapshot> = {
  needs: (wanted) => {
    const { measure } = wanted;
    const { column, filter } = measure;
    return [
      {
        table: measure.table,
        rows: { kind: 'interval', from: measure.from, until: measure.until },
        entity: null,
        keys: 'row',
        values:
          column === null
            ? [{ fn: 'count', column: null, filter }]
            : [
                { fn: 'sum', column, filter },
                { fn: 'count', column, filter },
              ],
        edges: samplings(wanted).flatMap(({ samples }) => samples.map((sample) => closeOf(wanted, sample))),
      },
    ];
  },
  reading: (wanted, [scan]) => ({
    kind: 'snapshot',
    id: wanted.id,
    scan: scan!.id,
    factor: wanted.measure.factor,
    value: scan!.values[0]!,
    seen: scan!.values.at(-1)!,
    ...inViews(wanted, ({ samples }) => {
      const closes = samples.map((sample) => closeOf(wanted, sample));
      return {
        sampleAt: [...firstAtOrAfter(scan!.edges, closes), samples.length + 1],
        slotOf: samples.map(({ slot }) => slot),
      };
    }),
  }),
};

/** The moment a bucket is closed: its end, or asOf while it runs. */
function closeOf({ asOf }: Wanted, sample: Interval): number {
  return Math.min(sample.end, asOf);
}
