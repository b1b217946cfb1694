import type { Count, First, Sum } from '../../model/registry';
import type { Interval } from '../../time/calendar';
import { mapCells, mergeTouching, type Mapped } from '../cells';
import type { ScanRows } from '../plan';
import type { Sampling } from '../sampling';
import { laggedBuckets } from './laggedBuckets';
import {
  ANY_ROW,
  countOf,
  placed,
  samplings,
  measuredIntervals,
  type KindPlanner,
  type NeededValue,
  type Wanted,
} from './kind';

/** Counts, sums and first events: conditional aggregates of rows, added up by slot. */
export const fold: KindPlanner<Count | Sum | First> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: rowsOf(wanted.measure),
      entity: null,
      keys: 'row',
      values: [valueOf(wanted)],
      edges: samplings(wanted).flatMap((sampling) =>
        sources(wanted, sampling).flatMap(({ start, end }) => [start, end]),
      ),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'fold',
    scan: scan!.id,
    factor: wanted.measure.kind === 'sum' ? wanted.measure.factor : '1',
    value: scan!.values[0]!,
    counts: wanted.measure.kind !== 'sum',
    ...placed(wanted, 'always', (sampling) => ({ slotOf: mapCells(scan!.edges, sources(wanted, sampling)) })),
    // What adds up over time does so however it is cut.
    sumsUp: wanted.rangeTotal !== null && covered(wanted, wanted.rows) === covered(wanted, wanted.rangeTotal),
  }),
};

function rowsOf(measure: Count | Sum | First): ScanRows {
  if (measure.kind !== 'first') return { kind: 'dated', at: measure.at };
  return { kind: 'first', at: measure.at, entity: measure.entity, filter: measure.filter };
}

function valueOf(wanted: Wanted<Count | Sum | First>): NeededValue {
  const { measure, where } = wanted;
  // The filter of first events has done its work when the first is chosen.
  if (measure.kind === 'first') return { fn: 'count', column: null, filter: ANY_ROW, where };
  if (measure.kind === 'count') return countOf(wanted);
  return { fn: 'sum', column: measure.column, filter: measure.filter, where };
}

/** Where the rows of each slot are dated: in its samples, or `lag` native buckets before them. */
function sources(wanted: Wanted<Count | Sum | First>, { samples }: Sampling): Mapped[] {
  const { measure } = wanted;
  const lag = measure.kind === 'first' ? 0 : measure.lag;
  const dated: readonly Interval[] = lag === 0 ? measuredIntervals(samples) : laggedBuckets(wanted, samples, lag);
  return mergeTouching(dated.map(({ start, end }, index) => ({ start, end, to: samples[index]!.slot })));
}

/** The time that rows are dated in, whichever slots they count to. */
function covered(wanted: Wanted<Count | Sum | First>, sampling: Sampling): string {
  return JSON.stringify(mergeTouching(sources(wanted, sampling).map(({ start, end }) => ({ start, end, to: 1 }))));
}
