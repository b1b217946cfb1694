import * as fc from 'fast-check';
import type { NumberFilter } from '../../../src/query/query';

/** Conditions on numbers whose metrics are still numbers. They become metrics of the query. */
export type HavingDraft =
  | { readonly kind: 'all' | 'any'; readonly of: readonly HavingDraft[] }
  | { readonly kind: 'not'; readonly of: HavingDraft }
  | { readonly kind: 'equal' | 'less' | 'greater'; readonly metric: number; readonly value: string }
  | { readonly kind: 'null'; readonly metric: number };

const pick = fc.nat(1000);

/** Numbers that occur in small data sets, the most common first, and some right beside them. */
const value = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('0', '1', '2') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('0.5', '3', '0.333333333333', '0.666666666667', '0.25', '0.2', '1.5', '0.142857142857'),
  },
  { weight: 2, arbitrary: fc.constantFrom('19.9', '0.01', '29.9', '99', '-5.5', '0.000000000001', '1000', '500') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '-1',
      '0.3333333333333',
      '0.66666666666666666667',
      '-0.0000000000001',
      '0.99999999999999999999',
      '12345678901234567890.123456',
      '9007199254740993',
    ),
  },
);

const tree = fc.letrec<{ having: HavingDraft }>((tie) => ({
  having: fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constantFrom('less' as const, 'greater' as const, 'equal' as const),
        metric: pick,
        value,
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('null' as const), metric: pick }) },
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('having') }) },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constantFrom('all' as const, 'any' as const),
        of: fc.array(tie('having'), { maxLength: 3 }),
      }),
    },
  ),
}));

/** Most queries keep every row, so that their answers contain rows. */
export const havingDraft: fc.Arbitrary<HavingDraft> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<HavingDraft>({ kind: 'all', of: [] }) },
  { weight: 1, arbitrary: tree.having },
);

/** Fills in a draft with metrics of the list, which is not empty. */
export function resolveHaving(draft: HavingDraft, metrics: readonly string[]): NumberFilter {
  switch (draft.kind) {
    case 'all':
    case 'any':
      return { kind: draft.kind, of: draft.of.map((one) => resolveHaving(one, metrics)) };
    case 'not':
      return { kind: 'not', of: resolveHaving(draft.of, metrics) };
    default:
      return { ...draft, metric: metrics[draft.metric % metrics.length]! };
  }
}
