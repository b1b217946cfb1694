import type { Movement } from '../measure';
import { always, never, nonNull, ROWS_ONLY, validFrom, type MeasureKind } from './kind';

export const movement: MeasureKind<Movement> = {
  ...ROWS_ONLY,
  columns: ({ from, until, entity, column }) => [from, until, ...nonNull(entity, column)],
  entityOf: ({ entity }) => entity,
  dating: validFrom,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: always,
};
