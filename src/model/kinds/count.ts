import type { Count } from '../measure';
import { datedAt, ROWS_ONLY, type MeasureKind } from './kind';

export const count: MeasureKind<Count> = {
  ...ROWS_ONLY,
  columns: ({ at }) => [at],
  dating: datedAt,
  isAdditiveOverTime: ({ lag }) => lag === 0,
  isMeasuredByNative: ({ lag }) => lag > 0,
  dependsOnNativeWidth: ({ lag }) => lag !== 0,
};
