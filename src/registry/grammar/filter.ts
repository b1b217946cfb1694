import { z } from 'zod';

export type Scalar = string | number | boolean | null;

/** Fields are ANDed; what is neither `not` nor `any` is a column, or whatever else filters are on. */
export type Filter = {
  not?: Filter | undefined;
  any?: Filter[] | undefined;
} & { [column: string]: Scalar | Scalar[] | Filter | Filter[] | undefined };

/** What a field of a filter may be held against. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], 'a value, a list of values or null');

const value = z
  .union([scalar, z.array(scalar).min(1, 'at least one value')], 'a value, a list of values or null')
  .describe('The column equals this value, or one of these; null: it has none.');

/** A claim of who asks, where a value would stand. */
const claim = z.strictObject(
  {
    claim: z.string('the name of a claim').regex(/\S/, 'the name of a claim').describe('What is claimed of who asks.'),
  },
  'a claim, such as `{ claim: tenant }`',
);

const valueOrClaim = z
  .union(
    [scalar, z.array(scalar).min(1, 'at least one value'), claim],
    'a value, a list of values, null or a claim, such as `{ claim: tenant }`',
  )
  .describe(
    'It equals this value, one of these, or what is claimed of who asks (of a list: one of it); null: it has none.',
  );

/** A condition on the rows of the metric's table. */
export const filterGrammar = filterOf(
  value,
  { id: 'Filter', description: 'Conditions on columns; all of them must hold.' },
  'a condition, such as `status: success`',
);

/** A condition on the rows of every table, by dimensions and columns. */
export const rowFilterGrammar = filterOf(
  valueOrClaim,
  { id: 'RowFilter', description: 'Conditions on dimensions, or columns as `table.column`; all of them must hold.' },
  'a condition, such as `channel: { claim: channels }`',
);

function filterOf(
  fieldValue: z.ZodType,
  meta: { readonly id: string; readonly description: string },
  someCondition: string,
): z.ZodType<Filter> {
  const grammar: z.ZodType<Filter> = z
    .object(
      {
        get not() {
          return grammar.optional().describe('This must not hold. Null equals no value, so it passes.');
        },
        get any() {
          return z.array(grammar).min(1, 'at least one condition').optional().describe('One of these must hold.');
        },
      },
      someCondition,
    )
    .catchall(fieldValue)
    .refine((fields) => Object.keys(fields).length > 0, someCondition)
    .meta({ ...meta, minProperties: 1 }) as never;
  return grammar;
}
