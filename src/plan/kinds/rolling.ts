import { matchKind, type MemberOfKind } from '../../model/byKind';
import type { Rolling, Window } from '../../model/measure';
import { bucketAt, bucketsBefore, bucketsOver, type Interval } from '../../time/calendar';
import { lastBefore } from '../../time/asOf';
import type { Grain } from '../../time/grain';
import { BEGINNING } from '../beginning';
import { firstAfter } from '../cells';
import type { Samples, Weight, Windows } from '../reading';
import type { Sample, Sampling } from '../sampling';
import { placed, samplings, slotsOf, type AssignedScan, type KindPlanner, type KindReading, type Wanted } from './kind';
import { weighedValues, weightOf } from './weight';

/**
 * Rows, or distinct entities, of a window that ends with each sample. A row counts in consecutive
 * samples. A row of an entity counts until the first sample in which the entity's next row counts,
 * so each sample counts the entity once.
 */
export const rolling: KindPlanner<Rolling> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: weighedValues(wanted),
      edges: samplings(wanted).map((sampling) => windowsOf(wanted, sampling).flatMap(({ start, end }) => [start, end])),
    },
  ],
  reading: (wanted, [scan]) => {
    const { entity } = wanted.measure;
    const weight = weightOf(wanted.measure, scan!);
    const read = {
      scan: scan!.id,
      ...placed(wanted, entity === null ? 'always' : 'by entity', (sampling) => windowsByCell(wanted, scan!, sampling)),
    };
    const rows = disjointWindows(read.rows);
    const rangeTotal = read.rangeTotal && disjointWindows(read.rangeTotal);
    return matchKind<Weight, KindReading, []>(weight, {
      values: (values) => ({ ...read, kind: 'rolling', weight: values }),
      entities: (entities) =>
        rows !== null && (rangeTotal !== null || read.rangeTotal === null)
          ? { ...read, kind: 'distinct', keep: entities.keep, rows, rangeTotal }
          : { ...read, kind: 'rolling', weight: entities },
    });
  },
};

/**
 * Disjoint windows as samples, such as the last seven days by week: entities are counted in each
 * separately, without finding the next row of any entity. Null: a cell is in two windows.
 */
function disjointWindows({ from, until, slotOf }: Windows): Samples | null {
  if (from.some((first, cell) => until[cell]! - first > 1)) return null;
  return { sampleOf: from.map((first, cell) => (first < until[cell]! ? first : 0)), slotOf };
}

/** By cell: the samples whose windows contain it. */
function windowsByCell(wanted: Wanted<Rolling>, { edges }: AssignedScan, sampling: Sampling): Windows {
  const windows = windowsOf(wanted, sampling);
  const ends = windows.map(({ end }) => end);
  const starts = windows.map(({ start }) => start);
  return {
    from: firstAfter(edges, ends).slice(0, -1),
    until: firstAfter(edges, starts).slice(0, -1),
    slotOf: slotsOf(sampling.samples),
  };
}

/** The windows of the samples, in order: their starts and their ends only grow. */
function windowsOf(wanted: Wanted<Rolling>, { samples }: Sampling): Interval[] {
  if (samples.length === 0) return [];
  return matchKind<Window, Interval[], []>(wanted.measure.window, {
    since: ({ unit }) => {
      const starts = unit === 'beginning' ? null : startsSince(wanted, unit, samples);
      return samples.map(({ until }, index) => ({ start: starts?.[index] ?? BEGINNING, end: until }));
    },
    last: (window) => lastUnits(wanted, window, samples),
  });
}

function lastUnits(
  wanted: Wanted<Rolling>,
  { last, unit }: MemberOfKind<Window, 'last'>,
  samples: readonly Sample[],
): Interval[] {
  const ending = samples.map((sample) => unitAt(wanted, unit, sample));
  const first = bucketsBefore(ending[0]!.start, last - 1, unit, wanted.timeZone);
  const units = bucketsOver({ start: first, end: ending.at(-1)!.end }, unit, wanted.timeZone);
  const indexByStart = new Map(units.map(({ start }, index) => [start, index]));
  return samples.map(({ until }, index) => ({
    start: units[indexByStart.get(ending[index]!.start)! - last + 1]!.start,
    end: until,
  }));
}

/** The unit at the end of a sample's window: the last that has begun. */
function unitAt({ grain, timeZone }: Wanted<Rolling>, unit: Grain, sample: Sample): Interval {
  // A calendar look-up is slow, and most samples are exactly one bucket.
  if (unit === grain) return sample;
  return bucketAt(lastBefore(sample.until), unit, timeZone);
}

/** By sample: the start of the unit that contains the sample's start. */
function startsSince({ timeZone }: Wanted<Rolling>, unit: Grain, samples: readonly Sample[]): number[] {
  let at: Interval | null = null;
  return samples.map(({ start }) => {
    if (at === null || at.end <= start) at = bucketAt(start, unit, timeZone);
    return at.start;
  });
}
