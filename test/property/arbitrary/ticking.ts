import * as fc from 'fast-check';
import type { ProductDraft } from './product';

/** Tasks of nearly two days, so that the evaluator has few rows to read. */
const HOURS = 40;
const HALF_AN_HOUR = 1_800_000;

/**
 * One task in the middle of every hour around the scene. If a cut is an hour too early or too late
 * at a clock change, a task is on the wrong side of it.
 */
export const tickingTasks: fc.Arbitrary<ProductDraft['tasks']> = fc
  .record({
    first: fc.constantFrom(-2, -1, -1, 0, -8, -31),
    users: fc.integer({ min: 1, max: 6 }),
    type: fc.constantFrom('image_text', 'text'),
  })
  .map(({ first, users, type }) =>
    Array.from({ length: HOURS }, (_, i) => ({
      user: i % users,
      type,
      status: i % 7 === 0 ? 'failed' : 'success',
      tokens: '1',
      created: { days: first + Math.floor(i / 24), hour: i % 24, shift: HALF_AN_HOUR },
    })),
  );
