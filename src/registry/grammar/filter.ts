import { z } from 'zod';

export type Scalar = string | number | boolean | null;

/** Values that a field of a filter is compared with. The reader checks that they fit the column. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], 'a value, a list of values or null');
const present = z.union([z.string(), z.number(), z.boolean()], 'a value; for no value: `isNull: true`');
const several = z.array(present, 'a list of values').min(1, 'at least one value');
const number = z.union([z.number(), z.string()], 'a number');
const part = z.string('text').min(1, 'text that is not empty');
const operators = {
  eq: present.optional().describe('Is equal to this.'),
  ne: present.optional().describe('Is not equal to this, or has no value.'),
  in: several.optional().describe('Is one of these.'),
  notIn: several.optional().describe('Is none of these, or has no value.'),
  gt: number.optional().describe('Is greater than this.'),
  gte: number.optional().describe('Is greater than or equal to this.'),
  lt: number.optional().describe('Is less than this.'),
  lte: number.optional().describe('Is less than or equal to this.'),
  contains: part.optional().describe('Contains this text.'),
  startsWith: part.optional().describe('Starts with this text.'),
  endsWith: part.optional().describe('Ends with this text.'),
  isNull: z.boolean('true or false').optional().describe('Has no value (true), or has one (false).'),
  ignoreCase: z
    .boolean('true or false')
    .optional()
    .meta({ description: 'Whether capital and small letters of texts count as the same.', default: false }),
};

const columnOperators = z.strictObject(operators).meta({
  id: 'Operators',
  description: 'Operators on one column or dimension. All of them must hold.',
  minProperties: 1,
});

const rowOperators = z
  .strictObject({
    ...operators,
    claim: z
      .string('the name of a claim')
      .regex(/\S/, 'the name of a claim')
      .optional()
      .describe(
        "Is equal to the value of this claim in the caller's token or API key, or to one of its values. It stands alone. `app.team`: the claim `team` within `app`.",
      ),
  })
  .meta({
    id: 'RowOperators',
    description: 'Operators on one column or dimension, all of which must hold, or a claim of the caller.',
    minProperties: 1,
  });

export type OperatorsGrammar = z.output<typeof rowOperators>;

/** All fields must hold. A key other than `not` and `any` is a column, or a dimension. */
export type Filter = {
  not?: Filter | undefined;
  any?: Filter[] | undefined;
} & { [column: string]: Scalar | Scalar[] | OperatorsGrammar | Filter | Filter[] | undefined };

const value = z
  .union(
    [scalar, z.array(scalar).min(1, 'at least one value'), columnOperators],
    'a value, a list of values, null or operators, such as `{ gte: 50 }`',
  )
  .describe(
    'The column equals this value or one of these values, or these operators hold. `null`: the column has no value.',
  );

const valueOrClaim = z
  .union(
    [scalar, z.array(scalar).min(1, 'at least one value'), rowOperators],
    'a value, a list of values, null, operators or a claim, such as `{ claim: tenant }`',
  )
  .describe(
    "It equals this value, one of these values, or the value of the caller's claim (one of them if it is a list), or these operators hold. `null`: it has no value.",
  );

/** A condition on the rows of the metric's table. */
const columnsGrammar = filterOf(
  value,
  { id: 'Filter', description: 'Conditions on columns. All of them must hold.' },
  'a condition, such as `status: success`',
);

/** A condition, or an expression over the columns of a row that is true or false. */
export const filterGrammar = z.union(
  [
    columnsGrammar,
    z.string().describe("An expression that is true or false, such as `amount >= 50 and code like 'A%'`."),
  ],
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
