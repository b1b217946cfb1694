import type { Movement } from '../../model/measure';
import { ascending } from '../cells';
import type { Moves } from '../reading';
import type { Sample } from '../sampling';
import { countOf, placed, samplings, type KindPlanner } from './kind';
import { closeOf, momentsAt } from './snapshot';

/**
 * Changes between the open and the close of each sample. All of history decides whether an entity
 * was there before.
 */
export const movement: KindPlanner<Movement> = {
  needs: (wanted) => {
    const { table, from, until, entity, column, filter } = wanted.measure;
    const { where } = wanted;
    return [
      {
        table,
        rows: { kind: 'interval', from, until, history: true },
        entity,
        keys: 'row',
        values:
          column === null
            ? [countOf(wanted), countOf(wanted)]
            : [
                { fn: 'sum', column, filter, where },
                { fn: 'some', column, filter, where },
              ],
        edges: samplings(wanted).map(({ samples }) => momentsOf(samples)),
      },
    ];
  },
  reading: (wanted, [scan]) => {
    const { movement, counts, factor } = wanted.measure;
    return {
      kind: 'movement',
      scan: scan!.id,
      movement,
      counts,
      factor,
      value: scan!.values[0]!,
      some: scan!.values[1]!,
      ...placed(wanted, 'by entity', ({ samples }): Moves => {
        const moments = momentsOf(samples);
        const slots = new Map(samples.map((sample) => [`${sample.start} ${closeOf(sample)}`, sample.slot]));
        return {
          momentAt: momentsAt(scan!, moments),
          // A change outside of all samples belongs to no slot.
          slotOf: moments.map((close, index) => slots.get(`${moments[index - 1]} ${close}`) ?? 0),
        };
      }),
    };
  },
};

/** The opens and closes of samples. */
function momentsOf(samples: readonly Sample[]): readonly number[] {
  return ascending([samples.flatMap((sample) => [sample.start, closeOf(sample)])]);
}
