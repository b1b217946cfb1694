import { z } from 'zod';
import { DIMENSION_TYPES } from '../../model/registry';
import { columnKey, tableKey, text, words } from './words';

/** What numbers are grouped and filtered by. */
export const dimensionGrammar = z
  .strictObject({
    label: text.describe('Its name for people.'),
    description: text.optional().describe('What it says, for people. Without it, its name.'),
    type: z.enum(DIMENSION_TYPES).optional().meta({
      description: '`id`: compared and ordered as its column is; otherwise as text.',
      default: 'text',
    }),
    column: columnKey.describe('The column that holds its values.'),
    of: tableKey.describe('The table of the column. Tables that have it among their ancestors reach the dimension.'),
    empty: words.optional().describe('What null, an empty string and a missing parent count as.'),
    values: z
      .record(z.string(), text)
      .optional()
      .describe('Labels of values, in the order to show them. A value without label shows itself.'),
    entity: z
      .strictObject({
        type: z
          .string()
          .regex(/^[A-Z][A-Za-z0-9]*$/)
          .describe('The type of the schema, such as `User`.'),
        field: z
          .string()
          .regex(/^[a-z][A-Za-z0-9]*$/)
          .describe('The field beside the id, such as `user`.'),
      })
      .optional()
      .describe('What an id is the id of: rows give it as an object, of which other services know the rest.'),
  })
  .meta({ id: 'Dimension', description: 'Something numbers can be grouped and filtered by.' });

export type DimensionGrammar = z.output<typeof dimensionGrammar>;
