import type { Count } from '../measure';
import { before } from '../words/amounts';
import { datedAt, ROWS_ONLY, type MeasureKind } from './kind';

export const count: MeasureKind<Count> = {
  ...ROWS_ONLY,
  words: ({ table, at, lag }, grain) => `rows of ${table} by ${at}${before(lag, grain)}`,
  columns: ({ at }) => [at],
  dating: datedAt,
  isAdditiveOverTime: ({ lag }) => lag === 0,
  isMeasuredByNative: ({ lag }) => lag > 0,
  dependsOnNativeWidth: ({ lag }) => lag !== 0,
};
