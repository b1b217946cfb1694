import type { Snapshot } from '../measure';
import { always, never, nonNull, ROWS_ONLY, validFrom, type MeasureKind } from './kind';

export const snapshot: MeasureKind<Snapshot> = {
  ...ROWS_ONLY,
  columns: ({ from, until, entity, column }) => [from, until, ...nonNull(entity, column)],
  entityOf: ({ entity }) => entity,
  dating: validFrom,
  isDataWhileActive: always,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: always,
};
