import { z } from 'zod';
import { COLUMN_TYPES } from '../../model/registry';
import { filterGrammar } from './filter';
import { MOST_UNITS, columnKey, databaseName, name, tableKey, wholeNumber, words } from './words';

const columnType = z.enum(COLUMN_TYPES).describe('Type of the column in the database; `enum` is any enumerated type.');

export const columnGrammar = z
  .union([
    columnType,
    z.strictObject({
      type: columnType,
      name: databaseName.optional().describe('Its name in the database, if it differs from the key.'),
      timeZone: words.optional().describe('Of a `timestamp`, which carries no zone: the IANA zone it was written in.'),
    }),
  ])
  .meta({ id: 'Column', description: 'A type, or a type with what else is to say.' });

const oneOrMore = 'the key of a column, or a list of them';
const columnKeys = z.union([columnKey, z.array(columnKey).min(1, 'at least one column')], oneOrMore);

const filters = z.array(filterGrammar, 'a list, such as `- status: success`').optional();

const event = {
  each: columnKey.describe('The column of that table that says whose row it is.'),
  at: columnKey.optional().describe('The column of that table that orders rows, if not its `time`.'),
  nth: wholeNumber(1, MOST_UNITS)
    .optional()
    .meta({ description: 'The n-th from there, not the one itself.', default: 1 }),
  filters: filters.describe('Conditions on the rows of that table: only these are looked at.'),
};
export const eventGrammar = z
  .union(
    [
      z.strictObject({ first: tableKey.describe('The table whose first rows are taken.'), ...event }),
      z.strictObject({ last: tableKey.describe('The table whose last rows are taken.'), ...event }),
    ],
    'a mapping with `first` or `last`',
  )
  .meta({
    id: 'Event',
    description: 'Of each entity of another table one row: its first, its last, or the n-th from there.',
  });

/** A table of the product's database, or one made of such. */
export const tableGrammar = z
  .strictObject({
    schema: databaseName
      .optional()
      .describe("Schema in the database; without it the connection's search path decides."),
    name: databaseName.optional().describe('Its name in the database, if it differs from the key.'),
    sql: words.optional().describe('In place of a name: the select whose rows it has.'),
    union: z
      .array(tableKey, 'a list of tables')
      .min(2, 'at least two tables')
      .optional()
      .describe(
        'In place of a name: declared tables whose rows it has, one after the other, with columns of the same keys.',
      ),
    event: eventGrammar.optional().describe('In place of a name: one row of each entity of another table.'),
    primaryKey: columnKeys.optional().describe('The column that identifies a row, or several that do together.'),
    time: columnKey.optional().describe('The column that dates a row, unless a metric says otherwise.'),
    filters: filters.describe('Conditions on its rows: those that do not pass are not there at all.'),
    parents: z
      .record(z.string(), columnKeys)
      .optional()
      .describe(
        "Tables that a row belongs to, each with the column, or the columns, that hold the parent's primary key.",
      ),
    columns: z.record(name, columnGrammar).optional().describe('The columns that metrics and dimensions may use.'),
  })
  .meta({
    id: 'Table',
    description: 'A table that metrics are made of.',
    // Told to editors only: `rules/tables.ts` and `rules/tableSources.ts` say it in words.
    if: { required: ['event'] },
    then: { not: { anyOf: ['primaryKey', 'time', 'columns'].map((key) => ({ required: [key] })) } },
    else: { required: ['primaryKey', 'columns'] },
  });

export type TableGrammar = z.output<typeof tableGrammar>;
export type EventGrammar = z.output<typeof eventGrammar>;
