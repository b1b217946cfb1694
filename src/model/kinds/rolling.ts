import type { Rolling } from '../measure';
import { always, datedAt, never, nonNull, ROWS_ONLY, type MeasureKind } from './kind';

export const rolling: MeasureKind<Rolling> = {
  ...ROWS_ONLY,
  columns: ({ at, entity, column }) => [at, ...nonNull(entity, column)],
  entityOf: ({ entity }) => entity,
  dating: datedAt,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: always,
};
