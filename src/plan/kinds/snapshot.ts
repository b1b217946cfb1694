import type { Snapshot } from '../../registry/registry';
import { momentOf } from '../../time/seen';
import { firstAtOrAfter } from '../cells';
import type { Sample } from '../sampling';
import { placed, samplings, type KindPlanner } from './kind';

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
        edges: samplings(wanted).flatMap(({ samples }) => samples.map(closeOf)),
      },
    ];
  },
  reading: (wanted, [scan]) => ({
    kind: 'snapshot',
    scan: scan!.id,
    factor: wanted.measure.factor,
    value: scan!.values[0]!,
    seen: scan!.values.at(-1)!,
    ...placed(wanted, ({ samples }) => {
      const closes = samples.map(closeOf);
      return {
        sampleAt: [...firstAtOrAfter(scan!.edges, closes), samples.length + 1],
        slotOf: samples.map(({ slot }) => slot),
      };
    }),
  }),
};

/** The moment a bucket is closed: its end, or the moment of the answer while it runs. */
function closeOf({ until }: Sample): number {
  return momentOf(until);
}
