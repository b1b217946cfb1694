import { z } from 'zod';

export type Scalar = string | number | boolean | null;

/** All fields must hold. A key other than `not` and `any` is a column, or a dimension. */
export type Filter = {
  not?: Filter | undefined;
  any?: Filter[] | undefined;
} & { [column: string]: Scalar | Scalar[] | Filter | Filter[] | undefined };

/** A value that a field of a filter is compared with. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], 'a value, a list of values or null');

const value = z
  .union([scalar, z.array(scalar).min(1, 'at least one value')], 'a value, a list of values or null')
  .describe('The column equals this value, or one of these values. `null`: the column has no value.');

/** A claim of the caller, in place of a value. */
const claim = z.strictObject(
  {
    claim: z
      .string('the name of a claim')
      .regex(/\S/, 'the name of a claim')
      .describe("The name of a claim in the caller's token or API key. `app.team`: the claim `team` within `app`."),
  },
  'a claim, such as `{ claim: tenant }`',
);

const valueOrClaim = z
  .union(
    [scalar, z.array(scalar).min(1, 'at least one value'), claim],
    'a value, a list of values, null or a claim, such as `{ claim: tenant }`',
  )
  .describe(
    "It equals this value, one of these values, or the value of the caller's claim (one of them if it is a list). `null`: it has no value.",
  );

/** A condition on the rows of the metric's table. */
export const filterGrammar = filterOf(
  value,
  { id: 'Filter', description: 'Conditions on columns. All of them must hold.' },
  'a condition, such as `status: success`',
);

/** A condition on dimensions and columns that applies to the rows of every table. */
export const rowFilterGrammar = filterOf(
  valueOrClaim,
  { id: 'RowFilter', description: 'Conditions on dimensions, or on columns as `table.column`. All of them must hold.' },
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
          return grammar
            .optional()
            .describe('This must not hold. Null is different from every value, so a row with null passes.');
        },
        get any() {
          return z
            .array(grammar)
            .min(1, 'at least one condition')
            .optional()
            .describe('At least one of these must hold.');
        },
      },
      someCondition,
    )
    .catchall(fieldValue)
    .refine((fields) => Object.keys(fields).length > 0, someCondition)
    .meta({ ...meta, minProperties: 1 }) as never;
  return grammar;
}
