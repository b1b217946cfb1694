import type { Distinct } from '../measure';
import { datedAt, never, ROWS_ONLY, type MeasureKind } from './kind';

export const distinct: MeasureKind<Distinct> = {
  ...ROWS_ONLY,
  columns: ({ at, entity }) => [at, entity],
  entityOf: ({ entity }) => entity,
  dating: datedAt,
  isAdditiveOverTime: never,
  isMeasuredByNative: ({ lag }) => lag > 0,
  dependsOnNativeWidth: ({ lag }) => lag > 0,
};
