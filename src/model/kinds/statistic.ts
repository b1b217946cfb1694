import type { Statistic } from '../measure';
import { scaled } from '../words/amounts';
import { datedAt, never, nonNull, ROWS_ONLY, type MeasureKind } from './kind';

export const statistic: MeasureKind<Statistic> = {
  ...ROWS_ONLY,
  words: (measure, grain) => {
    const { table, at, per, fn, fraction } = measure;
    const name = fn === 'percentile' && fraction !== '0.5' ? `percentile ${fraction}` : NAMES[fn];
    const totals = per === null ? '' : `, added up for each ${per} and ${grain},`;
    return `${name} of ${scaled(measure)}${totals} of ${table} by ${at}`;
  },
  columns: ({ at, column, per }) => [at, column, ...nonNull(per)],
  entityOf: ({ per }) => per,
  dating: datedAt,
  isAdditiveOverTime: never,
  // Totals are those of an entity in each native bucket.
  isMeasuredByNative: ({ per }) => per !== null,
  dependsOnNativeWidth: ({ per }) => per !== null,
};

/** The percentile 0.5 is the median. */
const NAMES: { readonly [F in Statistic['fn']]: string } = {
  avg: 'mean',
  min: 'minimum',
  max: 'maximum',
  percentile: 'median',
};
