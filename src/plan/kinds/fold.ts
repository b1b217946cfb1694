import { matchKind } from '../../model/byKind';
import type { Count, First, Sum } from '../../model/measure';
import type { Interval } from '../../time/calendar';
import { edgesOf, mapCells, mergeTouching, type Mapped } from '../cells';
import { once } from '../once';
import type { ScanRows } from '../scan';
import type { Sample, Sampling } from '../sampling';
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

/** The kinds of measures that this planner takes. */
type Folded = Count | Sum | First;

/** Counts, sums and first events: conditional aggregates of rows, added up by slot. */
export const fold: KindPlanner<Folded> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: rowsOf(wanted.measure),
      entity: null,
      keys: 'row',
      values: [valueOf(wanted)],
      edges: samplings(wanted).map((sampling) => edgesOf(sources(wanted, sampling))),
    },
  ],
  reading: (wanted, [scan]) => ({
    kind: 'fold',
    scan: scan!.id,
    factor: matchKind<Folded, string, []>(wanted.measure, {
      count: () => '1',
      sum: ({ factor }) => factor,
      first: () => '1',
    }),
    value: scan!.values[0]!,
    counts: matchKind<Folded, boolean, []>(wanted.measure, {
      count: () => true,
      sum: () => false,
      first: () => true,
    }),
    ...placed(wanted, 'always', (sampling) => ({ slotOf: mapCells(scan!.edges, sources(wanted, sampling)) })),
    // These numbers add up over time, however time is divided.
    sumsUp: wanted.rangeTotal !== null && covered(wanted, wanted.rows) === covered(wanted, wanted.rangeTotal),
  }),
};

function rowsOf(measure: Folded): ScanRows {
  return matchKind<Folded, ScanRows, []>(measure, {
    count: ({ at }) => ({ kind: 'dated', at }),
    sum: ({ at }) => ({ kind: 'dated', at }),
    first: ({ at, entity, filter }) => ({ kind: 'first', at, entity, filter }),
  });
}

function valueOf(wanted: Wanted<Folded>): NeededValue {
  const { measure, where } = wanted;
  return matchKind<Folded, NeededValue, []>(measure, {
    count: () => countOf(wanted),
    sum: ({ column, filter }) => ({ fn: 'sum', column, filter, where }),
    // The scan applies the filter when it chooses the first rows.
    first: () => ({ fn: 'count', column: null, filter: ANY_ROW, where }),
  });
}

/**
 * The time in which the dates of each slot's rows lie: its samples, or the native buckets that lie
 * `lag` buckets before them.
 */
function sources(wanted: Wanted<Folded>, { samples }: Sampling): readonly Mapped[] {
  const lag = matchKind<Folded, number, []>(wanted.measure, {
    count: (measure) => measure.lag,
    sum: (measure) => measure.lag,
    first: () => 0,
  });
  return lag === 0 ? samplesBySlot(samples) : bySlot(laggedBuckets(wanted, samples, lag), samples);
}

const samplesBySlot = once((samples: readonly Sample[]) => bySlot(measuredIntervals(samples), samples));

function bySlot(dated: readonly Interval[], samples: readonly Sample[]): readonly Mapped[] {
  return mergeTouching(dated.map(({ start, end }, index) => ({ start, end, to: samples[index]!.slot })));
}

/** The time in which the dates of rows lie, without the slots that the rows belong to. */
function covered(wanted: Wanted<Folded>, sampling: Sampling): string {
  return JSON.stringify(mergeTouching(sources(wanted, sampling).map(({ start, end }) => ({ start, end, to: 1 }))));
}
