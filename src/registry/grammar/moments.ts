import { z } from 'zod';
import { MOVEMENTS, type Window } from '../../model/registry';
import { GRAINS } from '../../time/grain';
import { columnKey, MOST_UNITS, wholeNumber } from './words';

/* Which rows count, where it is not those dated in the bucket: those of a window, or those that are valid at a moment. */

const beginnings = GRAINS.filter((grain) => grain !== 'hour');

/** The form of each kind of window. Its first field is named as the kind. */
const WINDOWS = {
  last: z.strictObject({
    last: wholeNumber(1, MOST_UNITS).describe('How many units, that of the bucket included.'),
    unit: z.enum(GRAINS).describe("Of the window; not coarser than the metric's grain."),
  }),
  since: z.strictObject({
    since: z
      .enum([...beginnings, 'beginning'])
      .describe(
        "The unit that the window begins with, coarser than the metric's grain: `month` is month to date; or `beginning`: everything before too.",
      ),
  }),
} satisfies { readonly [K in Window['kind']]: z.ZodObject };

export const window = z
  .union(Object.values(WINDOWS), 'a window such as `{ last: 7, unit: day }` or `{ since: month }`')
  .describe('Look back over so many units that end with the bucket, or to the start of the unit it is in.');

const interval = {
  from: columnKey.describe('The column that holds when a row begins to be valid.'),
  until: columnKey.describe('The column that holds when it ceases to; null: it has not.'),
};

export const active = z
  .strictObject({
    ...interval,
    at: z.enum(['open', 'close']).optional().meta({
      description: "Which moment of the bucket: its `close`, or its `open`, which is the bucket before's close.",
      default: 'close',
    }),
  })
  .describe('Take the rows that are valid at a moment of the bucket, whenever they began.');

export const activeThroughout = z
  .strictObject(interval)
  .describe(
    "Of a movement: when rows are valid. What they come to at the bucket's close is held against what they come to at its open.",
  );

export const movement = z
  .enum(MOVEMENTS)
  .describe('What of the difference between open and close: what came, came back, grew, shrank or went, or all of it.');
