import type { Distinct } from '../measure';
import { amount } from '../words/amounts';
import { datedAt, never, ROWS_ONLY, type MeasureKind } from './kind';

export const distinct: MeasureKind<Distinct> = {
  ...ROWS_ONLY,
  words: (measure) => `${amount(measure)} of ${measure.table} by ${measure.at}`,
  columns: ({ at, entity }) => [at, entity],
  entityOf: ({ entity }) => entity,
  dating: datedAt,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: never,
};
