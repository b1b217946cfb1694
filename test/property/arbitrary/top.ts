import * as fc from 'fast-check';
import type { Top } from '../../../src/query/query';

/** Which groups are told apart, its metric and its dimensions still being numbers. */
export interface TopDraft {
  readonly n: number;
  readonly by: number;
  /** Null: all of the dimensions. */
  readonly of: readonly number[] | null;
  readonly direction: Top['direction'];
  readonly others: boolean;
}

const pick = fc.nat(1000);

/** Mostly so few that something is left for the others. */
export const topDraft: fc.Arbitrary<TopDraft> = fc.record({
  n: fc.constantFrom(1, 1, 2, 2, 3, 5, 40),
  // The metric that the question is about, or any.
  by: fc.oneof(fc.constant(0), pick),
  of: fc.option(fc.array(pick, { minLength: 1, maxLength: 2 }), { freq: 2 }),
  direction: fc.constantFrom('desc', 'desc', 'asc'),
  others: fc.boolean(),
});

/** Fills a draft in with a metric of the list; without groups there is nothing to rank. */
export function resolveTop(draft: TopDraft, metrics: readonly string[], groupBy: readonly string[]): Top | null {
  if (groupBy.length === 0) return null;
  const named = new Set((draft.of ?? []).map((n) => groupBy[n % groupBy.length]!));
  return {
    n: draft.n,
    by: metrics[draft.by % metrics.length]!,
    of: draft.of === null ? groupBy : groupBy.filter((key) => named.has(key)),
    direction: draft.direction,
    others: draft.others,
  };
}
