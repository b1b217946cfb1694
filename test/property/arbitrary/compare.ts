import * as fc from 'fast-check';
import type { Comparison } from '../../../src/query/query';
import type { Grain } from '../../../src/time/grain';

/** The comparison period, before it is known whether the shift fits the grain. */
export type CompareDraft =
  { readonly kind: 'previousPeriod' } | { readonly kind: 'shift'; readonly count: number; readonly unit: number };

export const compareDraft: fc.Arbitrary<CompareDraft> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<CompareDraft>({ kind: 'previousPeriod' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('shift' as const),
      count: fc.nat(1000),
      unit: fc.nat(1000),
    }),
  },
);

/** A possible shift, and its largest multiple. Most shifts lead to a period with rows. */
interface Step {
  readonly shift: number;
  readonly unit: Grain;
  readonly most: number;
}

const HOURS: readonly Step[] = [
  { shift: 1, unit: 'hour', most: 30 },
  { shift: 24, unit: 'hour', most: 3 },
];
const DAYS: readonly Step[] = [
  { shift: 1, unit: 'day', most: 9 },
  { shift: 1, unit: 'day', most: 3 },
  { shift: 1, unit: 'week', most: 2 },
];
const WEEKS: readonly Step[] = [
  { shift: 1, unit: 'week', most: 2 },
  { shift: 52, unit: 'week', most: 1 },
  { shift: 7, unit: 'day', most: 2 },
  { shift: 364, unit: 'day', most: 1 },
];
const MONTHS: readonly Step[] = [
  { shift: 1, unit: 'month', most: 2 },
  { shift: 1, unit: 'month', most: 14 },
];
const QUARTERS: readonly Step[] = [
  { shift: 1, unit: 'quarter', most: 5 },
  { shift: 3, unit: 'month', most: 2 },
];
const YEARS: readonly Step[] = [
  { shift: 1, unit: 'year', most: 1 },
  { shift: 1, unit: 'year', most: 3 },
  { shift: 12, unit: 'month', most: 2 },
  { shift: 4, unit: 'quarter', most: 2 },
];

/** Shifts that move every boundary of a bucket to a boundary. */
const FITTING: Readonly<Record<Grain | 'none', readonly Step[]>> = {
  none: [...HOURS, ...DAYS, ...MONTHS, ...MONTHS, ...QUARTERS, ...YEARS],
  hour: [...HOURS, ...DAYS, ...WEEKS, ...MONTHS, ...QUARTERS, ...YEARS],
  day: [...DAYS, ...DAYS, ...WEEKS, ...MONTHS, ...QUARTERS, ...YEARS],
  week: WEEKS,
  month: [...MONTHS, ...QUARTERS, ...YEARS],
  quarter: [...QUARTERS, ...YEARS],
  year: YEARS,
};

/** A comparison that the grain allows; without a grain, any. */
export function resolveCompare(draft: CompareDraft, grain: Grain | null): Comparison {
  if (draft.kind === 'previousPeriod') return draft;
  const steps = FITTING[grain ?? 'none'];
  const { shift, unit, most } = steps[draft.unit % steps.length]!;
  return { kind: 'shift', shift: shift * (1 + (draft.count % most)), unit };
}
