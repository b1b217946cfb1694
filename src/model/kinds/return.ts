import type { Return } from '../measure';
import { always, datedAt, never, type MeasureKind } from './kind';

export const returning: MeasureKind<Return> = {
  columns: ({ at, entity }) => [at, entity],
  entityOf: ({ entity }) => entity,
  dating: datedAt,
  isDataWhileActive: never,
  within: ({ within }) => within,
  dimensionsOf: ({ entity }) => entity,
  isAdditiveOverTime: never,
  isMeasuredByNative: always,
  dependsOnNativeWidth: always,
};
