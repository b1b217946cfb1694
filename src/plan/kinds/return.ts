import type { Return } from '../../registry/registry';
import { bucketAt, bucketsBefore, type Interval } from '../../time/calendar';
import { mapCells } from '../cells';
import type { Condition } from '../../registry/registry';
import { inViews, samplings, type KindPlanner, type Wanted } from './kind';

const ANY: Condition = { kind: 'all', of: [] };

/** Entities of a cohort that are back `lag` native buckets later. */
export const returning: KindPlanner<Return> = {
  needs: (wanted) => {
    const { measure } = wanted;
    const samples = samplings(wanted).flatMap((sampling) => sampling.samples);
    return [
      {
        table: measure.table,
        rows: { kind: 'dated', at: measure.at },
        entity: measure.entity,
        keys: 'entity',
        values: [{ fn: 'count', column: null, filter: measure.filter }],
        edges: samples.flatMap((sample) => cuts(cohortOf(wanted, sample))),
      },
      ...measure.within.map(({ table, at, entity }) => ({
        table,
        rows: { kind: 'dated', at } as const,
        entity,
        keys: 'none' as const,
        values: [{ fn: 'count', column: null, filter: ANY } as const],
        edges: samples.flatMap(cuts),
      })),
    ];
  },
  reading: (wanted, [cohort, ...presence]) => ({
    kind: 'return',
    id: wanted.id,
    scan: cohort!.id,
    keep: cohort!.values[0]!,
    presence: presence.map(({ id, values }) => ({ scan: id, keep: values[0]! })),
    ...inViews(wanted, ({ samples }) => ({
      dueOf: mapCells(
        cohort!.edges,
        samples.map((sample, index) => ({ ...cohortOf(wanted, sample), to: index + 1 })),
      ),
      sampleOf: presence.map(({ edges }) =>
        mapCells(
          edges,
          samples.map(({ start, end }, index) => ({ start, end, to: index + 1 })),
        ),
      ),
      slotOf: samples.map(({ slot }) => slot),
    })),
  }),
};

/** The native bucket whose entities are due in the sample. */
function cohortOf({ measure, grain, timeZone }: Wanted<Return>, sample: Interval): Interval {
  return bucketAt(bucketsBefore(sample.start, measure.lag, grain, timeZone), grain, timeZone);
}

function cuts({ start, end }: Interval): number[] {
  return [start, end];
}
