import type { Statistic } from '../../model/measure';
import { edgesOf, mapCells } from '../cells';
import {
  countOf,
  intervalsBySample,
  measuredIntervals,
  placed,
  samplings,
  slotsOf,
  type KindPlanner,
  type NeededValue,
  type Wanted,
} from './kind';

/**
 * Statistics of the values of rows, or of the totals of entities within each sample. The scan
 * computes values that can be combined from parts (sums, counts, extremes). A percentile over rows
 * needs the number of rows of each value, so the scan distinguishes rows by their value.
 */
export const statistic: KindPlanner<Statistic> = {
  needs: (wanted) => {
    const { table, at, per } = wanted.measure;
    return [
      {
        table,
        rows: { kind: 'dated', at },
        entity: per ?? (isByValue(wanted.measure) ? wanted.measure.column : null),
        keys: 'row',
        values: valuesOf(wanted),
        edges: samplings(wanted).map(({ samples }) => edgesOf(measuredIntervals(samples))),
      },
    ];
  },
  reading: (wanted, [scan]) => {
    const { fn, fraction, factor, per } = wanted.measure;
    return {
      kind: 'statistic',
      scan: scan!.id,
      fn,
      fraction,
      factor,
      per: per === null ? 'row' : 'entity',
      value: isByValue(wanted.measure) ? null : scan!.values[0]!,
      contributed: scan!.values.at(-1)!,
      ...placed(wanted, 'never', ({ samples }) => ({
        sampleOf: mapCells(scan!.edges, intervalsBySample(samples)),
        slotOf: slotsOf(samples),
      })),
    };
  },
};

function isByValue({ fraction, per }: Statistic): boolean {
  return fraction !== null && per === null;
}

function valuesOf(wanted: Wanted<Statistic>): NeededValue[] {
  const { measure, where } = wanted;
  const { fn, column, filter, per } = measure;
  const contributed = countOf(wanted, column);
  if (isByValue(measure)) return [contributed];
  const isExtreme = per === null && (fn === 'min' || fn === 'max');
  return [{ fn: isExtreme ? extremeOf(measure) : 'sum', column, filter, where }, contributed];
}

/** A negative factor turns the least value into the greatest. */
function extremeOf({ fn, factor }: Statistic): 'min' | 'max' {
  return (fn === 'min') === !factor.startsWith('-') ? 'min' : 'max';
}
