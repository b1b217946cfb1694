import { z } from 'zod';
import { GRAINS } from '../../time/grain';
import { columnKey, MOST_UNITS, tableKey, wholeNumber } from './words';

const of = tableKey.describe('The table whose rows are looked at.');
const at = columnKey.optional().describe("The column that dates a row, if not the table's `time`.");
const lag = wholeNumber(0, MOST_UNITS).optional().meta({
  description: 'Take the rows of so many native buckets before.',
  default: 0,
});
const factor = {
  times: z
    .number('a number such as 0.02')
    .optional()
    .meta({ description: 'Multiply the sum by this, exactly.', default: 1 }),
  per: z
    .literal([1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 1_000_000_000], 'a power of ten, such as 1000')
    .optional()
    .meta({
      description: 'Divide the sum by this: `times: 0.02, per: 1000` is a price of 0.02 a thousand.',
      default: 1,
    }),
};
const active = z
  .strictObject({
    from: columnKey.describe('The column that holds when a row begins to be valid.'),
    until: columnKey.describe('The column that holds when it ceases to; null: it has not.'),
  })
  .describe("Take the rows that are valid at the bucket's close, whenever they began.");
const window = z
  .strictObject({
    last: wholeNumber(1, MOST_UNITS).describe('How many units, that of the bucket included.'),
    unit: z.enum(GRAINS).describe("Of the window; not coarser than the metric's grain."),
  })
  .describe('Look back over so many units, ending with that of the bucket.');

/** A mapping in which one verb says what is measured. Variants with a mode of their own come before the plain ones. */
export const measureGrammar = z
  .union([
    z.strictObject({ count: tableKey.describe('Number of rows.'), active }),
    z.strictObject({ count: tableKey.describe('Number of rows.'), at, lag }),
    z.strictObject({ sum: columnKey.describe('Sum of this column.'), of, active, ...factor }),
    z.strictObject({ sum: columnKey.describe('Sum of this column.'), of, at, lag, ...factor }),
    z.strictObject({ count_distinct: columnKey.describe('How many different values.'), of, at, window }),
    z.strictObject({ count_distinct: columnKey.describe('How many different values.'), of, at }),
    z.strictObject({ count_first: columnKey.describe('Entities whose first row ever is in the bucket.'), of, at }),
    z.strictObject({
      count_returning: columnKey.describe('Entities with a row `lag` native buckets before that are back in this one.'),
      of,
      at,
      lag: wholeNumber(1, MOST_UNITS).describe('How many native buckets before.'),
      within: z.array(tableKey).min(1, 'at least one table').describe('A row of any of these tables is a return.'),
    }),
  ])
  .meta({ id: 'Measure', description: 'What is taken from the rows of one table.' });

export type MeasureGrammar = z.output<typeof measureGrammar>;

/** The words that say what is measured; a measure has exactly one. */
export const VERBS: readonly string[] = ['count', 'sum', 'count_distinct', 'count_first', 'count_returning'];
