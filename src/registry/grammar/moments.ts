import { z } from 'zod';
import { MOVEMENTS, type Window } from '../../model/measure';
import { GRAINS } from '../../time/grain';
import { columnKey, MOST_UNITS, wholeNumber } from './words';

/* Rows other than those dated in the bucket: rows of a window, or rows active at a moment. */

const beginnings = GRAINS.filter((grain) => grain !== 'hour');

/** The form of each kind of window. Its first field is named as the kind. */
const WINDOWS = {
  last: z.strictObject({
    last: wholeNumber(1, MOST_UNITS).describe('Number of units, including the one of the bucket.'),
    unit: z.enum(GRAINS).describe("Unit of the window. It must not be coarser than the metric's grain."),
  }),
  since: z.strictObject({
    since: z
      .enum([...beginnings, 'beginning'])
      .describe(
        "Start of the window: the start of this unit, which must be coarser than the metric's grain. `month` is month to date; `beginning` includes all earlier rows.",
      ),
  }),
} satisfies { readonly [K in Window['kind']]: z.ZodObject };

export const window = z
  .union(Object.values(WINDOWS), 'a window such as `{ last: 7, unit: day }` or `{ since: month }`')
  .describe('Measure a window that ends with the bucket: a number of units, or everything since the start of a unit.');

const interval = {
  from: columnKey.describe('The column with the moment when a row becomes active.'),
  until: columnKey.describe(
    'The column with the moment when a row stops being active; null means that it is still active.',
  ),
};

export const active = z
  .strictObject({
    ...interval,
    at: z.enum(['open', 'close']).optional().meta({
      description: "Moment of the bucket: its `close`, or its `open`, which is the previous bucket's close.",
      default: 'close',
    }),
  })
  .describe('Measure the rows that are active at a moment of the bucket, whenever they became active.');

export const activeThroughout = z
  .strictObject(interval)
  .describe(
    'For a movement: when rows are active. The amount at the close of the bucket is compared with the amount at its open.',
  );

export const movement = z
  .enum(MOVEMENTS)
  .describe(
    'Which part of the change from open to close: `new`, `reactivated` (back after a gap), `expansion` (more), `contraction` (less), `churned` (gone), or `net`: all of it.',
  );
