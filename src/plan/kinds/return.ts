import type { EntityRows, Return } from '../../model/measure';
import { edgesOf, mapCells } from '../cells';
import { findsEntityInTime } from '../indexes';
import type { Presence } from '../reading';
import { laggedBuckets } from './laggedBuckets';
import {
  ANY_ROW,
  countOf,
  intervalsBySample,
  measuredIntervals,
  placed,
  samplings,
  slotsOf,
  type KindPlanner,
  type ScanNeed,
  type Wanted,
} from './kind';

/** Entities of a cohort that are back `lag` native buckets later. */
export const returning: KindPlanner<Return> = {
  needs: (wanted) => {
    const { measure } = wanted;
    const cohort: ScanNeed = {
      table: measure.table,
      rows: { kind: 'dated', at: measure.at },
      entity: measure.entity,
      keys: 'entity',
      values: [countOf(wanted)],
      edges: samplings(wanted).map(({ samples }) => edgesOf(laggedBuckets(wanted, samples, measure.lag))),
    };
    const presence = measure.within
      .filter((one) => !isLookedUp(wanted, one))
      .map(({ table, at, entity }): ScanNeed => ({
        table,
        rows: { kind: 'dated', at },
        entity,
        // The cohort decides which entities to look for, filters included.
        keys: { cohort },
        values: [{ fn: 'count', column: null, filter: ANY_ROW, where: ANY_ROW }],
        edges: samplings(wanted).map(({ samples }) => edgesOf(measuredIntervals(samples))),
      }));
    return [cohort, ...presence];
  },
  reading: (wanted, [cohort, ...scans]) => {
    const { measure } = wanted;
    let next = 0;
    const presenceScans = measure.within.map((one) => (isLookedUp(wanted, one) ? null : scans[next++]!));
    return {
      kind: 'return',
      scan: cohort!.id,
      keep: cohort!.values[0]!,
      presence: presenceScans.map((scan, index): Presence => {
        if (scan === null) return { kind: 'lookup', ...measure.within[index]! };
        return { kind: 'scan', scan: scan.id, keep: scan.values[0]! };
      }),
      ...placed(wanted, 'by entity', ({ samples }) => ({
        dueOf: mapCells(
          cohort!.edges,
          laggedBuckets(wanted, samples, measure.lag).map((bucket, index) => ({ ...bucket, to: index + 1 })),
        ),
        samples: measuredIntervals(samples),
        sampleOf: presenceScans.map((scan) => {
          if (scan === null) return null;
          return mapCells(scan.edges, intervalsBySample(samples));
        }),
        slotOf: slotsOf(samples),
      })),
    };
  },
};

/**
 * A cohort is small beside all activity. If an index finds its entities' rows by time, a look-up
 * beats a scan (docs/decisions/0049-indexes-as-people-have-them.md).
 */
function isLookedUp({ indexes, registry }: Wanted, rows: EntityRows): boolean {
  return findsEntityInTime(indexes, registry, rows);
}
