import * as fc from 'fast-check';
import type { Grain } from '../../../src/time/grain';
import type { TimePoint, TimeRange } from '../../../src/query/query';
import { calendarOf } from '../evaluator/evaluate';
import type { InstantDraft } from './instants';
import { instantDraft, resolveInstant } from './instants';
import type { Scene } from './scene';

export interface RangeDraft {
  readonly form: 'to' | 'through' | 'last';
  readonly one: InstantDraft;
  readonly other: InstantDraft;
  /** Days that extend the range on both sides, so that it contains some rows. */
  readonly wider: number;
  /** Whether each end is a date. */
  readonly dates: readonly [boolean, boolean];
  readonly last: number;
  readonly unit: Grain;
  readonly includeCurrent: boolean;
}

export const rangeDraft: fc.Arbitrary<RangeDraft> = fc.record({
  form: fc.constantFrom('to', 'through', 'last'),
  one: instantDraft,
  other: instantDraft,
  wider: fc.constantFrom(0, 2, 4, 8),
  dates: fc.tuple(fc.boolean(), fc.boolean()),
  last: fc.nat(20),
  unit: fc.constantFrom<Grain[]>('day', 'day', 'day', 'hour', 'week', 'week', 'month', 'month', 'quarter', 'year'),
  includeCurrent: fc.boolean(),
});

/** Most units of a range, so that no query takes long. */
const MOST = { hour: 60, day: 20, week: 6, month: 3, quarter: 2, year: 1 } as const;

export function resolveTimeRange(scene: Scene, timeZone: string, draft: RangeDraft): TimeRange {
  const calendar = calendarOf(timeZone);
  if (draft.form === 'last') {
    const { unit } = draft;
    const some = draft.last % (MOST[unit] + 1);
    // Two years would exceed the number of hours that one metric may cover.
    const includeCurrent = draft.includeCurrent && !(unit === 'year' && some > 0);
    return { kind: 'last', last: includeCurrent ? some : Math.max(some, 1), unit, includeCurrent };
  }
  const [one, other] = [draft.one, draft.other].sort((a, b) => a.days - b.days);
  const ends = [
    resolveInstant(scene, { ...one!, days: one!.days - draft.wider }),
    resolveInstant(scene, { ...other!, days: other!.days + draft.wider }),
  ].map(Math.round);
  const [start, end] = [Math.min(...ends), Math.max(...ends)];
  const point = (instant: number, asDate: boolean): TimePoint =>
    asDate ? { date: calendar.dateOf(instant) } : { instant };
  const from = point(start, draft.dates[0]);
  if (draft.form === 'through') return { kind: 'through', from, through: calendar.dateOf(end) };
  const to = point(end, draft.dates[1]);
  const first = 'date' in from ? calendar.startOfDate(from.date) : from.instant;
  const past = 'date' in to ? calendar.startOfDate(to.date) : to.instant;
  if (first < past) return { kind: 'to', from, to };
  return { kind: 'to', from, to: point(calendar.bucketAt('day', first).end, draft.dates[1]) };
}
