import { z } from 'zod';
import { ACTIVITIES, type Measure } from '../../model/measure';
import { active, activeThroughout, movement, window } from './moments';
import { columnKey, MOST_UNITS, tableKey, wholeNumber } from './words';

const of = tableKey.describe('The table whose rows are measured.');
const at = columnKey.optional().describe("The column that dates a row. Default: the table's `time`.");
const lag = wholeNumber(0, MOST_UNITS).optional().meta({
  description: 'Use the rows of the bucket this many native buckets earlier.',
  default: 0,
});
const factor = {
  times: z
    .number('a number such as 0.02')
    .optional()
    .meta({ description: 'Multiply the column by this number. The result is exact.', default: 1 }),
  per: z
    .literal([1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 1_000_000_000], 'a power of ten, such as 1000')
    .optional()
    .meta({
      description: 'Divide the column by this: `times: 0.02, per: 1000` is a price of 0.02 per thousand.',
      default: 1,
    }),
};
/** Expected value of a percentile's `fraction`. */
export const FRACTION = 'a number from 0 to 1, such as 0.9';
const mover = columnKey.describe('For a movement: the entity whose amounts at open and close are compared.');
const each = columnKey
  .optional()
  .describe(
    'Measure totals instead of rows: one total for each of these entities in each native bucket, such as each user and day.',
  );

const count = tableKey.describe('Number of rows of this table.');
const sum = columnKey.describe('Sum of this column.');
const different = columnKey.describe('Number of different values of this column.');
const discrete = z
  .boolean()
  .optional()
  .describe(
    'Take a value that is there: the first, in order, up to which the fraction of all values is reached. Without it, the percentile may lie between two values.',
  )
  .meta({ default: false });
const statistic = { of, at, each, ...factor };

/**
 * The forms of each kind of measure. The first field of a form is its verb. No measure fits the
 * forms of two kinds. The order matters for error messages: if a measure fits no form, the message
 * is about the first of the most similar forms. So kinds whose forms have a field of their own come
 * first.
 */
const FORMS = {
  movement: [
    z.strictObject({ count, active: activeThroughout, movement, each: mover }),
    z.strictObject({ sum, of, active: activeThroughout, movement, each: mover, ...factor }),
    z.strictObject({ count_distinct: different, of, active: activeThroughout, movement }),
  ],
  snapshot: [
    z.strictObject({ count, active }),
    z.strictObject({ sum, of, active, ...factor }),
    z.strictObject({ count_distinct: different, of, active }),
  ],
  rolling: [
    z.strictObject({ count, at, window }),
    z.strictObject({ sum, of, at, window, ...factor }),
    z.strictObject({ count_distinct: different, of, at, window }),
  ],
  count: [z.strictObject({ count, at, lag })],
  sum: [z.strictObject({ sum, of, at, lag, ...factor })],
  distinct: [z.strictObject({ count_distinct: different, of, at, lag })],
  first: [
    z.strictObject({
      count_first: columnKey.describe('Number of entities in this column whose first row ever is in the bucket.'),
      of,
      at,
    }),
  ],
  return: [
    z.strictObject({
      count_returning: columnKey.describe(
        'Number of entities with a row `lag` native buckets earlier that return in this bucket.',
      ),
      of,
      at,
      lag: wholeNumber(1, MOST_UNITS).describe('How many native buckets earlier.'),
      within: z.array(tableKey).min(1, 'at least one table').describe('A row of any of these tables is a return.'),
    }),
  ],
  activity: [
    z.strictObject({
      activity: columnKey.describe(
        'Number of entities in this column by when they are active. An entity is active where it has a row.',
      ),
      of,
      at,
      is: z
        .enum(ACTIVITIES)
        .describe(
          'new: active in this native bucket, and never before. retained: active in this one and in the one before. ' +
            'resurrected: active in this one, not in the one before, but earlier. ' +
            'dormant: active in the one before, and not in this one.',
        ),
    }),
  ],
  statistic: [
    z.strictObject({ avg: columnKey.describe('Mean of this column.'), ...statistic }),
    z.strictObject({ min: columnKey.describe('Smallest value of this column.'), ...statistic }),
    z.strictObject({ max: columnKey.describe('Greatest value of this column.'), ...statistic }),
    z.strictObject({ median: columnKey.describe('Median of this column.'), discrete, ...statistic }),
    z.strictObject({
      percentile: columnKey.describe('Percentile of this column.'),
      fraction: z.number(FRACTION).min(0, FRACTION).max(1, FRACTION).describe('Which percentile: 0.9 is the 90th.'),
      discrete,
      ...statistic,
    }),
  ],
} satisfies { readonly [K in Measure['kind']]: readonly z.ZodObject[] };

/** A measure of one kind as the YAML has it. */
export type MeasureGrammarOf<K extends Measure['kind']> = z.output<(typeof FORMS)[K][number]>;
export type MeasureGrammar = MeasureGrammarOf<Measure['kind']>;

const forms = Object.values(FORMS).flat();

/** The keys that select the measure; a measure has exactly one of them. */
export const VERBS: readonly string[] = [...new Set(forms.map(verbOf))];

/** The forms of a measure with this verb. */
export function formsWith(verb: string): readonly z.ZodObject[] {
  return forms.filter((form) => verbOf(form) === verb);
}

/** A mapping in which one verb selects the measure. Forms with the same verb are neighbours. */
export const measureGrammar = z
  .union(VERBS.flatMap((verb) => forms.filter((form) => verbOf(form) === verb)))
  .meta({ id: 'Measure', description: 'A measure of the rows of one table.' });

function verbOf(form: (typeof forms)[number]): string {
  return Object.keys(form.shape)[0]!;
}

/** The kind of a measure that the grammar allows. The names of its fields decide. */
export function kindOf(measure: object): Measure['kind'] {
  const kinds = Object.keys(FORMS) as Measure['kind'][];
  const found = kinds.find((kind) => FORMS[kind].some(({ shape }) => hasForm(measure, shape)));
  if (found === undefined) throw new Error(`No kind of measure has the fields ${Object.keys(measure).join(', ')}.`);
  return found;
}

/**
 * Whether the form allows all fields of a measure, and the measure has all that the form requires.
 */
function hasForm(measure: object, shape: Readonly<Record<string, z.ZodType>>): boolean {
  const isAllowed = Object.keys(measure).every((field) => Object.hasOwn(shape, field));
  const required = Object.keys(shape).filter((field) => !(shape[field] instanceof z.ZodOptional));
  return isAllowed && required.every((field) => Object.hasOwn(measure, field));
}
