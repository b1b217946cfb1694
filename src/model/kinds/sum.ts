import type { Sum } from '../measure';
import { datedAt, ROWS_ONLY, type MeasureKind } from './kind';

export const sum: MeasureKind<Sum> = {
  ...ROWS_ONLY,
  columns: ({ at, column }) => [at, column],
  dating: datedAt,
  isAdditiveOverTime: ({ lag }) => lag === 0,
  isMeasuredByNative: ({ lag }) => lag > 0,
  dependsOnNativeWidth: ({ lag }) => lag !== 0,
};
