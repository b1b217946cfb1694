import type { Grain } from '../../time/grain';
import { matchKind } from '../byKind';
import type { Rolling, Window } from '../measure';
import { amount, units } from '../words/amounts';
import { always, datedAt, never, nonNull, ROWS_ONLY, type MeasureKind } from './kind';

export const rolling: MeasureKind<Rolling> = {
  ...ROWS_ONLY,
  words: (measure, grain) => {
    const { table, at, window } = measure;
    return `${amount(measure)} of ${table} by ${at} ${windowWords(window, grain)}`;
  },
  columns: ({ at, entity, column }) => [at, ...nonNull(entity, column)],
  entityOf: ({ entity }) => entity,
  dating: datedAt,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: always,
};

function windowWords(window: Window, grain: Grain): string {
  return matchKind<Window, string, []>(window, {
    last: ({ last, unit }) => `in the ${units(last, unit)} ending with the ${grain}`,
    since: ({ unit }) => (unit === 'beginning' ? 'since the beginning' : `since the start of the ${unit}`),
  });
}
