import type { Rolling } from '../../model/registry';
import { bucketAt, bucketsBefore, bucketsOver, type Interval } from '../../time/calendar';
import { lastBefore } from '../../time/asOf';
import { firstAfter } from '../cells';
import type { Samples, Windows } from '../plan';
import type { Sample, Sampling } from '../sampling';
import { placed, samplings, type AssignedScan, type KindPlanner, type Wanted } from './kind';
import { weighedValues, weightOf } from './weight';

/**
 * Rows, or different entities, of a window that ends with each sample. A row is in the windows of a stretch of samples; an entity is until it is
 * active again, so that at any moment it is there at most once.
 */
export const rolling: KindPlanner<Rolling> = {
  needs: (wanted) => [
    {
      table: wanted.measure.table,
      rows: { kind: 'dated', at: wanted.measure.at },
      entity: wanted.measure.entity,
      keys: 'row',
      values: weighedValues(wanted),
      edges: samplings(wanted).flatMap((sampling) =>
        windowsOf(wanted, sampling).flatMap(({ start, end }) => [start, end]),
      ),
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
    if (weight.kind === 'entities' && rows !== null && (rangeTotal !== null || read.rangeTotal === null)) {
      return { ...read, kind: 'distinct', keep: weight.keep, rows, rangeTotal };
    }
    return { ...read, kind: 'rolling', weight };
  },
};

/**
 * Windows that no cell is in two of, as samples: whom they see is counted in each by itself, and nobody's next activity has to be found for it. So are weeks of
 * the last seven days. Null: some cell is in two.
 */
function disjointWindows({ from, until, slotOf }: Windows): Samples | null {
  if (from.some((first, cell) => until[cell]! - first > 1)) return null;
  return { sampleOf: from.map((first, cell) => (first < until[cell]! ? first : 0)), slotOf };
}

/** By cell, which samples' windows hold it. */
function windowsByCell(wanted: Wanted<Rolling>, { edges }: AssignedScan, sampling: Sampling): Windows {
  const windows = windowsOf(wanted, sampling);
  const ends = windows.map(({ end }) => end);
  const starts = windows.map(({ start }) => start);
  return {
    from: firstAfter(edges, ends).slice(0, -1),
    until: firstAfter(edges, starts).slice(0, -1),
    slotOf: sampling.samples.map(({ slot }) => slot),
  };
}

/** What each sample sees, in order: neither their starts nor their ends ever go back. */
function windowsOf(wanted: Wanted<Rolling>, { samples }: Sampling): Interval[] {
  const { window } = wanted.measure;
  if (samples.length === 0) return [];
  if (window.kind === 'since') {
    const starts = window.unit === 'beginning' ? null : startsSince(wanted, samples);
    return samples.map(({ until }, index) => ({ start: starts?.[index] ?? BEGINNING, end: until }));
  }
  const { last, unit } = window;
  const ending = samples.map((sample) => unitAt(wanted, sample));
  const first = bucketsBefore(ending[0]!.start, last - 1, unit, wanted.timeZone);
  const units = bucketsOver({ start: first, end: ending.at(-1)!.end }, unit, wanted.timeZone);
  const indexByStart = new Map(units.map(({ start }, index) => [start, index]));
  return samples.map(({ until }, index) => ({
    start: units[indexByStart.get(ending[index]!.start)! - last + 1]!.start,
    end: until,
  }));
}

/** The unit a sample's window ends in: the last of it that has begun. */
function unitAt({ measure, grain, timeZone }: Wanted<Rolling>, sample: Sample): Interval {
  const unit = measure.window.unit;
  // Finding a bucket on the calendar is slow, and most samples are one.
  if (unit === grain || unit === 'beginning') return sample;
  return bucketAt(lastBefore(sample.until), unit, timeZone);
}

/** By sample: where the unit begins that holds its start. */
function startsSince({ measure, timeZone }: Wanted<Rolling>, samples: readonly Sample[]): number[] {
  const unit = measure.window.unit;
  if (unit === 'beginning') return [];
  let at: Interval | null = null;
  return samples.map(({ start }) => {
    if (at === null || at.end <= start) at = bucketAt(start, unit, timeZone);
    return at.start;
  });
}

/** Before every row: the first instant of the year 1. */
const BEGINNING = Date.parse('0001-01-01T00:00:00Z');
