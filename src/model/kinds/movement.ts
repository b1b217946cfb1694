import type { Movement } from '../measure';
import { amount } from '../words/amounts';
import { always, never, nonNull, ROWS_ONLY, validFrom, type MeasureKind } from './kind';

export const movement: MeasureKind<Movement> = {
  ...ROWS_ONLY,
  words: (measure) => {
    const { from, until } = measure;
    return `${movementWords(measure)} between the open and the close of the bucket, active from ${from} until ${until}`;
  },
  columns: ({ from, until, entity, column }) => [from, until, ...nonNull(entity, column)],
  entityOf: ({ entity }) => entity,
  dating: validFrom,
  isAdditiveOverTime: never,
  isMeasuredByNative: never,
  dependsOnNativeWidth: always,
};

const AMOUNTS: { readonly [M in Movement['movement']]: string } = {
  new: 'what is new in',
  reactivated: 'what is back in',
  expansion: 'what is added to',
  contraction: 'what is taken off',
  churned: 'what is gone from',
  net: 'net change of',
};
const ENTITIES: { readonly [M in Exclude<Movement['movement'], 'net'>]: string } = {
  new: 'are new',
  reactivated: 'are back',
  expansion: 'have more rows',
  contraction: 'have fewer rows',
  churned: 'are gone',
};

function movementWords(measure: Movement): string {
  const { movement, counts, entity, table } = measure;
  if (counts === 'amounts') {
    return `${AMOUNTS[movement]} the ${amount({ ...measure, entity: null })} of ${table} by ${entity},`;
  }
  if (movement === 'net') return `net change of the distinct ${entity} of ${table}`;
  return `distinct ${entity} of ${table} that ${ENTITIES[movement]}`;
}
