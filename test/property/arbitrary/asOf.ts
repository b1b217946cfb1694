import * as fc from 'fast-check';
import type { Grain } from '../../../src/time/grain';
import type { MetricQuery } from '../../../src/query/query';
import { calendarOf } from '../evaluator/evaluate';
import { resolveRange } from '../evaluator/range';
import type { InstantDraft } from './instants';
import { instantDraft, resolveInstant } from './instants';
import type { Scene } from './scene';

/** The moment of the answer: long after everything, or somewhere that may cut a bucket. */
export type AsOfDraft =
  | { readonly kind: 'after' | 'before' }
  | { readonly kind: 'instant'; readonly instant: InstantDraft }
  | { readonly kind: 'bound'; readonly bucket: number; readonly grain: number; readonly shift: number };

export const asOfDraft: fc.Arbitrary<AsOfDraft> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<AsOfDraft>({ kind: 'after' }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('instant' as const), instant: instantDraft }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('bound' as const),
      bucket: fc.nat(1000),
      grain: fc.nat(2),
      shift: fc.constantFrom(0, -1, 1),
    }),
  },
  { weight: 1, arbitrary: fc.constant<AsOfDraft>({ kind: 'before' }) },
);

const DAY = 86_400_000;

/** Sets the moment. Bounds are those of the buckets asked for, or of days and hours in the range. */
export function withAsOf(query: MetricQuery, scene: Scene, draft: AsOfDraft): MetricQuery {
  const range = resolveRange(calendarOf(query.timeZone), query);
  switch (draft.kind) {
    case 'after':
      return query.range.kind === 'last' ? query : { ...query, asOf: Math.max(range.end, query.asOf) + 10 * DAY };
    case 'before':
      return query.range.kind === 'last' ? query : { ...query, asOf: range.start - 1 };
    case 'instant':
      return { ...query, asOf: Math.round(resolveInstant(scene, draft.instant)) };
    case 'bound': {
      const grain = [query.grain ?? 'day', 'day', 'hour'][draft.grain] as Grain;
      const near = { start: Math.max(range.start, range.end - 40 * DAY), end: range.end };
      const bounds = calendarOf(query.timeZone)
        .overlapping(grain, near)
        .flatMap(({ start, end }) => [start, end]);
      return { ...query, asOf: bounds[draft.bucket % bounds.length]! + draft.shift };
    }
  }
}
