import * as fc from 'fast-check';
import type { Top } from '../../../src/query/query';

/** The groups to keep. The metric and the dimensions are still numbers. */
export interface TopDraft {
  readonly n: number;
  readonly by: number;
  /** Null: all dimensions. */
  readonly of: readonly number[] | null;
  readonly direction: Top['direction'];
  readonly others: boolean;
}

const pick = fc.nat(1000);

/** Mostly few groups, so that some are left for others. */
export const topDraft: fc.Arbitrary<TopDraft> = fc.record({
  n: fc.constantFrom(1, 1, 2, 2, 3, 5, 40),
  // The query's anchor metric, or any.
  by: fc.oneof(fc.constant(0), pick),
  of: fc.option(fc.array(pick, { minLength: 1, maxLength: 2 }), { freq: 2 }),
  direction: fc.constantFrom('desc', 'desc', 'asc'),
  others: fc.boolean(),
});

/** Fills in a draft with a metric of the list. Without groups there is nothing to rank. */
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
