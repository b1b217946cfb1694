import { z } from 'zod';
import { columnKey, tableKey, text, words } from './words';

/** What numbers are grouped and filtered by. */
export const dimensionGrammar = z
  .strictObject({
    label: text,
    description: text.optional(),
    type: z.enum(['text', 'id']).optional().describe('`id`: compared and ordered as its column is; otherwise as text.'),
    column: columnKey.describe('The column that holds its values.'),
    of: tableKey.describe('The table of the column. Tables that have it among their ancestors reach the dimension.'),
    empty: words.optional().describe('What null, an empty string and a missing parent count as.'),
    values: z
      .record(z.string(), text)
      .optional()
      .describe('Labels of values, in the order to show them. A value without label shows itself.'),
  })
  .meta({ id: 'Dimension', description: 'Something numbers can be grouped and filtered by.' });

export type DimensionGrammar = z.output<typeof dimensionGrammar>;
