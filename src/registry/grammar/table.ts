import { z } from 'zod';
import { COLUMN_TYPES } from '../registry';
import { columnKey, name, words } from './words';

const columnType = z.enum(COLUMN_TYPES).describe('Type of the column in the database.');

export const columnGrammar = z
  .union([
    columnType,
    z.strictObject({
      type: columnType,
      name: words.optional().describe('Its name in the database, if it differs from the key.'),
      timeZone: words.optional().describe('Of a `timestamp`, which carries no zone: the IANA zone it was written in.'),
    }),
  ])
  .meta({ id: 'Column', description: 'A type, or a type with what else is to say.' });

/** A table of the product's database. */
export const tableGrammar = z
  .strictObject({
    schema: words.optional().describe("Schema in the database; without it the connection's search path decides."),
    name: words.optional().describe('Its name in the database, if it differs from the key.'),
    primaryKey: columnKey.describe('The column that identifies a row.'),
    time: columnKey.optional().describe('The column that dates a row, unless a metric says otherwise.'),
    parents: z
      .record(z.string(), columnKey)
      .optional()
      .describe("Tables that a row belongs to, each with the column that holds the parent's primary key."),
    columns: z.record(name, columnGrammar).describe('The columns that metrics and dimensions may use.'),
  })
  .meta({ id: 'Table', description: 'A table that metrics are made of.' });

export type TableGrammar = z.output<typeof tableGrammar>;
