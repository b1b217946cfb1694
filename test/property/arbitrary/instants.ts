import * as fc from 'fast-check';
import { calendarOf } from '../evaluator/evaluate';
import type { Scene } from './scene';

const DAY = 86_400_000;
/** The smallest step of a timestamp in PostgreSQL. */
const MICROSECOND = 0.001;

/** An instant relative to a scene. It is drafted separately, so that both shrink independently. */
export interface InstantDraft {
  /** Days from the scene's date. */
  readonly days: number;
  /** The hour of that day; null: its first instant. */
  readonly hour: number | null;
  /** Milliseconds from there, or a microsecond, which only rows can have. */
  readonly shift: number;
}

/** Mostly near the scene, and often at the edge of an hour or a day, or right beside it. */
export const instantDraft: fc.Arbitrary<InstantDraft> = fc.record({
  days: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -2, max: 2 }) },
    { weight: 3, arbitrary: fc.integer({ min: -9, max: 9 }) },
    { weight: 1, arbitrary: fc.integer({ min: -45, max: 45 }) },
  ),
  // Clocks change in the first hours of a day.
  hour: fc.option(fc.oneof(fc.nat(24), fc.nat(3)), { freq: 3 }),
  shift: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.constantFrom(-1, 1, -MICROSECOND, MICROSECOND) },
    { weight: 2, arbitrary: fc.nat(3_599_999) },
  ),
});

/** Instants of rows: a third are one period earlier, so that the comparison period has rows. */
export const rowInstantDraft: fc.Arbitrary<InstantDraft> = fc
  .record({
    near: instantDraft,
    earlier: fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(5, 7, 14, 29, 30, 31, 91, 364, 365) },
    ),
  })
  .map(({ near, earlier }) => ({ ...near, days: near.days - earlier }));

export function resolveInstant(scene: Scene, draft: InstantDraft): number {
  const calendar = calendarOf(scene.zone);
  const date = new Date(Date.parse(`${scene.date}T00:00:00Z`) + draft.days * DAY).toISOString().slice(0, 10);
  const day = calendar.bucketAt('day', calendar.startOfDate(date));
  const hours = calendar.overlapping('hour', day);
  const start = draft.hour === null ? day.start : hours[draft.hour % hours.length]!.start;
  return start + draft.shift;
}
