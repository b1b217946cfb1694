import type { Sum } from '../measure';
import { amount, before } from '../words/amounts';
import { datedAt, ROWS_ONLY, type MeasureKind } from './kind';

export const sum: MeasureKind<Sum> = {
  ...ROWS_ONLY,
  words: (measure, grain) => {
    const { table, at, lag } = measure;
    return `${amount(measure)} of ${table} by ${at}${before(lag, grain)}`;
  },
  columns: ({ at, column }) => [at, column],
  dating: datedAt,
  isAdditiveOverTime: ({ lag }) => lag === 0,
  isMeasuredByNative: ({ lag }) => lag > 0,
  dependsOnNativeWidth: ({ lag }) => lag !== 0,
};
