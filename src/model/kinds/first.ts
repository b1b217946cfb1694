import type { First } from '../measure';
import { amount } from '../words/amounts';
import { always, datedAt, never, ROWS_ONLY, type MeasureKind } from './kind';

export const first: MeasureKind<First> = {
  ...ROWS_ONLY,
  words: (measure) => `${amount(measure)} of ${measure.table}, each at its first row ever by ${measure.at}`,
  // The primary key decides between rows of the same moment.
  columns: ({ at, entity }, { primaryKey }) => [at, entity, ...primaryKey],
  dating: datedAt,
  isAdditiveOverTime: always,
  isMeasuredByNative: never,
  dependsOnNativeWidth: never,
};
