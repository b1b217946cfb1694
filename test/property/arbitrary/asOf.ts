import * as fc from 'fast-check';
import type { Grain } from '../../../src/time/grain';
import type { MetricQuery } from '../../../src/query/query';
import { resolveComparison } from '../evaluator/comparison';
import type { Data } from '../evaluator/data';
import { calendarOf } from '../evaluator/evaluate';
import { resolveRange } from '../evaluator/range';
import type { InstantDraft } from './instants';
import { instantDraft, resolveInstant } from './instants';
import type { Scene } from './scene';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * The moment of the answer: long after every row, or one that may cut a bucket or a row of the
 * comparison period.
 */
export type AsOfDraft =
  | { readonly kind: 'after' | 'before' }
  | { readonly kind: 'instant'; readonly instant: InstantDraft }
  | { readonly kind: 'bound'; readonly bucket: number; readonly grain: number; readonly shift: number }
  | { readonly kind: 'row'; readonly row: number; readonly shift: number };

export const asOfDraft: fc.Arbitrary<AsOfDraft> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<AsOfDraft>({ kind: 'after' }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('instant' as const), instant: instantDraft }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('bound' as const),
      bucket: fc.nat(1000),
      grain: fc.nat(2),
      shift: fc.constantFrom(0, -1, 1),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('row' as const),
      row: fc.nat(1000),
      shift: fc.constantFrom(0, -1, 1, -HOUR, HOUR),
    }),
  },
  { weight: 1, arbitrary: fc.constant<AsOfDraft>({ kind: 'before' }) },
);

/** Sets asOf. Bounds are those of the buckets, or of days and hours in the range. */
export function withAsOf(query: MetricQuery, scene: Scene, data: Data, draft: AsOfDraft): MetricQuery {
  const calendar = calendarOf(query.timeZone);
  const range = resolveRange(calendar, query);
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
      const bounds = calendar.overlapping(grain, near).flatMap(({ start, end }) => [start, end]);
      return { ...query, asOf: bounds[draft.bucket % bounds.length]! + draft.shift };
    }
    case 'row': {
      const compared = resolveComparison(calendar, query, range)?.period ?? range;
      const rows = instantsIn(data).filter((instant) => compared.start <= instant && instant < compared.end);
      if (rows.length === 0) return query;
      // As far into the range as the row is into the comparison period.
      return {
        ...query,
        asOf: Math.round(rows[draft.row % rows.length]!) + range.start - compared.start + draft.shift,
      };
    }
  }
}

/** All instants in the rows. */
function instantsIn(data: Data): readonly number[] {
  return Object.values(data).flatMap((rows) =>
    rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'number')),
  );
}
