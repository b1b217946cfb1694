import { z } from 'zod';

export type Scalar = string | number | boolean | null;

/** Fields are ANDed; what is neither `not` nor `any` is a column. */
export type Filter = {
  not?: Filter | undefined;
  any?: Filter[] | undefined;
} & { [column: string]: Scalar | Scalar[] | Filter | Filter[] | undefined };

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()], 'a value, a list of values or null');

const value = z
  .union([scalar, z.array(scalar).min(1, 'at least one value')], 'a value, a list of values or null')
  .describe('The column equals this value, or one of these; null: it has none.');

const someCondition = 'a condition, such as `status: success`';

/** A condition on the rows of the metric's table. */
export const filterGrammar: z.ZodType<Filter> = z
  .object(
    {
      get not() {
        return filterGrammar.optional().describe('This must not hold. Null equals no value, so it passes.');
      },
      get any() {
        return z.array(filterGrammar).min(1, 'at least one condition').optional().describe('One of these must hold.');
      },
    },
    someCondition,
  )
  .catchall(value)
  .refine((fields) => Object.keys(fields).length > 0, someCondition)
  .meta({ id: 'Filter', description: 'Conditions on columns; all of them must hold.', minProperties: 1 }) as never;
