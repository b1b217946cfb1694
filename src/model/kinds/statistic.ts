import type { Statistic } from '../measure';
import { datedAt, never, nonNull, ROWS_ONLY, type MeasureKind } from './kind';

export const statistic: MeasureKind<Statistic> = {
  ...ROWS_ONLY,
  columns: ({ at, column, per }) => [at, column, ...nonNull(per)],
  entityOf: ({ per }) => per,
  dating: datedAt,
  isAdditiveOverTime: never,
  // Totals are those of an entity in each native bucket.
  isMeasuredByNative: ({ per }) => per !== null,
  dependsOnNativeWidth: ({ per }) => per !== null,
};
