import type { First } from '../measure';
import { always, datedAt, never, ROWS_ONLY, type MeasureKind } from './kind';

export const first: MeasureKind<First> = {
  ...ROWS_ONLY,
  // The primary key decides between rows of the same moment.
  columns: ({ at, entity }, { primaryKey }) => [at, entity, ...primaryKey],
  dating: datedAt,
  isAdditiveOverTime: always,
  isMeasuredByNative: never,
  dependsOnNativeWidth: never,
};
