import type { Return } from '../measure';
import { amount, before } from '../words/amounts';
import { choice } from '../words/conditionWords';
import { always, datedAt, never, type MeasureKind } from './kind';

export const returning: MeasureKind<Return> = {
  words: (measure, grain) => {
    const { table, at, lag, within } = measure;
    const cohort = `${amount(measure)} of ${table} by ${at}${before(lag, grain)}`;
    return `${cohort}, that have a row of ${choice(within.map((one) => one.table))} in the ${grain} itself`;
  },
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
