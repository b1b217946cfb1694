import type { Snapshot } from '../measure';
import { amount } from '../words/amounts';
import { always, never, nonNull, ROWS_ONLY, validFrom, type MeasureKind } from './kind';

export const snapshot: MeasureKind<Snapshot> = {
  ...ROWS_ONLY,
  words: (measure, grain) => {
    const { table, moment, from, until } = measure;
    return `${amount(measure)} of ${table} active at the ${moment} of the ${grain}, from ${from} until ${until}`;
  },
  columns: ({ from, until, entity, column }) => [from, until, ...nonNull(entity, column)],
  entityOf: ({ entity }) => entity,
  dating: validFrom,
  isDataWhileActive: always,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: always,
};
