import type { Activity } from '../measure';
import { always, datedAt, never, ROWS_ONLY, type MeasureKind } from './kind';

export const activity: MeasureKind<Activity> = {
  ...ROWS_ONLY,
  columns: ({ at, entity }) => [at, entity],
  entityOf: ({ entity }) => entity,
  dating: datedAt,
  isAdditiveOverTime: never,
  isMeasuredByNative: always,
  dependsOnNativeWidth: always,
};
