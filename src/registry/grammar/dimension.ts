import { z } from 'zod';
import { DIMENSION_TYPES } from '../../model/dimensionForm';
import { columnKey, tableKey, text, words } from './words';

/** The label of a value, or a value with the values of the column that it stands for. */
const valueGrammar = z.union([
  text,
  z.strictObject({
    label: text.describe('Display name.'),
    from: z
      .array(z.string('a text in quotes'), 'a list of values')
      .min(1, 'at least one value')
      .describe('Values of the column that count as this one.'),
  }),
]);

const edge = z.union([z.number(), z.string()], 'a number');
/** Each edge is compared with each row. */
const MOST_EDGES = 100;

/** A dimension: queries group and filter numbers by it. */
export const dimensionGrammar = z
  .strictObject({
    label: text.describe('Display name.'),
    description: text.optional().describe('Description for people. Default: the label.'),
    type: z.enum(DIMENSION_TYPES).optional().meta({
      description:
        '`text`: compared and ordered as text. `id`: compared and ordered by the type of its column. `boolean`: true or false. `number`: numbers, each a group or in bins.',
      default: 'text',
    }),
    column: columnKey.describe('The column with its values.'),
    of: tableKey.describe(
      'The table of the column. A table with this table among its ancestors reaches the dimension.',
    ),
    empty: words.optional().describe('The value that null, an empty string and a missing parent count as.'),
    values: z
      .record(z.string(), valueGrammar)
      .optional()
      .describe('Labels of values, and values that stand for others. A value without a label is shown as it is.'),
    order: z.literal('values').optional().describe('Orders the values as `values` lists them. Others follow.'),
    bins: z
      .union(
        [
          z
            .array(edge, 'a list of numbers')
            .min(1, 'at least one number')
            .max(MOST_EDGES, `at most ${MOST_EDGES} numbers`),
          z.strictObject({ width: edge.describe('The width of each bin. One begins at 0.') }),
        ],
        'numbers in ascending order, or a width such as `{ width: 10 }`',
      )
      .optional()
      .describe(
        'Bins as groups of a number: between these edges, or each of this width. An edge belongs to the bin above it.',
      ),
    entity: z
      .strictObject({
        type: z
          .string()
          .regex(/^[A-Z][A-Za-z0-9]*$/)
          .describe('The GraphQL type, such as `User`.'),
        field: z
          .string()
          .regex(/^[a-z][A-Za-z0-9]*$/)
          .describe('The field next to the id, such as `user`.'),
      })
      .optional()
      .describe('The entity that the id identifies. Rows return it as an object; other services add its other fields.'),
  })
  .meta({ id: 'Dimension', description: 'A dimension: queries can group and filter numbers by it.' });

export type DimensionGrammar = z.output<typeof dimensionGrammar>;
