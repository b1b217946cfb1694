import * as fc from 'fast-check';
import type { InstantDraft } from './instants';
import { rowInstantDraft } from './instants';

/** Consecutive subscriptions of one user, who leaves, returns and changes plans. */
export interface HistoryDraft {
  readonly user: number | null;
  readonly start: InstantDraft;
  readonly plans: readonly PlanDraft[];
}

export interface PlanDraft {
  readonly type: string | null;
  readonly fee: string | null;
  readonly status: string | null;
  /** Days until it ends; null: it never ends. */
  readonly lasts: number | null;
  /**
   * Days from the end of the one before, or from its start if it has no end. They may touch,
   * overlap or leave a gap.
   */
  readonly gap: number;
}

/** A history with its dates. */
export interface Subscribed extends Omit<PlanDraft, 'lasts' | 'gap'> {
  readonly user: number | null;
  readonly start: InstantDraft;
  readonly end: InstantDraft | null;
}

const plan: fc.Arbitrary<PlanDraft> = fc.record({
  type: fc.constantFrom('monthly', 'monthly', 'yearly', null),
  // A change of plans may keep the fee, and a trial costs nothing.
  fee: fc.constantFrom('30', '30', '50', '29.90', '10', '0', '0', '-5.5', null),
  status: fc.constantFrom('active', 'active', 'active', 'expired'),
  lasts: fc.constantFrom(1, 1, 1, 2, 2, 3, 4, 7, 14, 30, 31, 0, -1, null, null),
  gap: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3, 7, 31, -1, -2),
});

/** Mostly a few days before the scene, so that later plans are around it. */
const beginning: fc.Arbitrary<InstantDraft> = fc
  .record({ near: rowInstantDraft, before: fc.constantFrom(0, 1, 2, 3, 4, 5) })
  .map(({ near, before }) => ({ ...near, days: near.days - before }));

export const histories: fc.Arbitrary<readonly HistoryDraft[]> = fc.array(
  fc.record({
    user: fc.option(fc.nat(5), { freq: 8 }),
    start: beginning,
    plans: fc.array(plan, { minLength: 1, maxLength: 6, size: 'max' }),
  }),
  { maxLength: 9, size: 'max' },
);

/** The plans of a history with their dates. All start and end at the same time of the day. */
export function subscribed({ user, start, plans }: HistoryDraft): readonly Subscribed[] {
  let days = start.days;
  return plans.map(({ type, fee, status, lasts, gap }, i) => {
    const begins = i === 0 ? days : days + gap;
    days = begins + (lasts ?? 0);
    const end = lasts === null ? null : { ...start, days };
    return { user, type, fee, status, start: { ...start, days: begins }, end };
  });
}
