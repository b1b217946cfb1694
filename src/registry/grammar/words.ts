import { z } from 'zod';

/*
 * Convention of the grammar: the message of every schema says what is expected there ("a whole number from 1"),
 * as `check.ts` tells what there is instead. Descriptions are for the author's editor.
 */

/** Names that GraphQL can carry, as metrics and dimensions are published under theirs. */
export const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

export const name = z.string('a name').regex(NAME, 'letters, digits and _, beginning with a letter or _');

export const words = z.string('text').regex(/\S/, 'text that is not empty');

/** What the database calls something. */
export const databaseName = z
  .string('a name of the database')
  .regex(/^(?=.*\S)[^\p{Cc}]+$/u, 'a name of the database, without control characters');

export const text = z
  .strictObject({
    en: words.describe('In English.'),
    zh: words.describe('In Chinese.'),
  })
  .meta({ id: 'Text', description: 'Words in every language the product speaks.' });

export function wholeNumber(least: number, most: number): z.ZodInt {
  const expected = `a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected);
}

/** Numbers of buckets or units: far beyond sense, so that only what no calendar holds is refused. */
export const MOST_UNITS = 10_000;

export const tableKey = z.string('the key of a table').describe('A key of `tables`.');
export const columnKey = z.string('the key of a column').describe('A key of the columns of the table.');
export const formerKey = z.string('a former key').regex(/\S/, 'a former key');
export const metricKey = z.string('the key of a metric').describe('A key of `metrics`.');
