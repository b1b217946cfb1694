import { z } from 'zod';

/*
 * Convention of the grammar: the message of every schema names the expected value ("a whole number
 * from 1"); `check.ts` adds the actual value. Descriptions appear in the author's editor and in
 * docs/reference/model.md.
 */

/** Names that GraphQL accepts, because metrics and dimensions are published under their keys. */
export const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

/**
 * True for a name that every object of JavaScript has, such as `constructor`. GraphQL and its
 * clients would take it for present where it is not.
 */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

export const name = z
  .string('a name')
  .regex(NAME, 'letters, digits and _, beginning with a letter or _')
  .refine((text) => !isInherited(text), 'a name that JavaScript does not give to every object');

export const words = z.string('text').regex(/\S/, 'text that is not empty');

/** A name in the database. */
export const databaseName = z
  .string('a name of the database')
  .regex(/^(?=.*\S)[^\p{Cc}]+$/u, 'a name of the database, without control characters');

/** `rules/texts.ts` checks the tags, and that no declared locale is missing. */
export const text = z
  .union([
    words.describe('The same text in every locale.'),
    z
      .record(z.string(), words)
      .refine((texts) => Object.keys(texts).length > 0, 'text, or texts by locale')
      .meta({
        description: 'Text by locale: language tags, such as `en`, `zh` or `pt-BR`.',
        // Only for editors: `rules/texts.ts` reports tags at their columns.
        propertyNames: { pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$' },
      }),
  ])
  .meta({ id: 'Text', description: 'Text for people: the same in every locale, or one for each of `locales`.' });

export type TextGrammar = z.output<typeof text>;

export function wholeNumber(least: number, most: number): z.ZodInt {
  const expected = `a whole number from ${least} to ${most}`;
  return z.int(expected).min(least, expected).max(most, expected);
}

/** Largest number of buckets or units: far beyond real use, and still within any calendar. */
export const MOST_UNITS = 10_000;

export const tableKey = z.string('the key of a table').describe('A key of `tables`.');
export const columnKey = z.string('the key of a column').describe('A key of the columns of the table.');
export const formerKey = z.string('a former key').regex(/\S/, 'a former key');
export const metricKey = z.string('the key of a metric').describe('A key of `metrics`.');
