import { z } from 'zod';
import { DIMENSION_TYPES } from '../../model/dimensionForm';
import { columnKey, tableKey, text, words } from './words';

/** A dimension: queries group and filter numbers by it. */
export const dimensionGrammar = z
  .strictObject({
    label: text.describe('Display name.'),
    description: text.optional().describe('Description for people. Default: the label.'),
    type: z.enum(DIMENSION_TYPES).optional().meta({
      description:
        '`text`: compared and ordered as text. `id`: compared and ordered by the type of its column. `boolean`: true or false.',
      default: 'text',
    }),
    column: columnKey.describe('The column with its values.'),
    of: tableKey.describe(
      'The table of the column. A table with this table among its ancestors reaches the dimension.',
    ),
    empty: words.optional().describe('The value that null, an empty string and a missing parent count as.'),
    values: z
      .record(z.string(), text)
      .optional()
      .describe('Labels of values. A value without a label is shown as it is.'),
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
