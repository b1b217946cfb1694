import { z } from 'zod';
import type { ComputedType } from '../../model/columnTypes';
import { COLUMN_TYPES, SETTLE_UNITS } from '../../model/table';
import { filterGrammar } from './filter';
import { MOST_UNITS, columnKey, databaseName, name, tableKey, wholeNumber, words } from './words';

const columnType = z.enum(COLUMN_TYPES).describe('Type of the column in the database. `enum` is any enumerated type.');

const expression = words.describe(
  'Computes the column from other columns of the row: `unit_price * quantity`. docs/meaning.md#computed-columns has all operators and functions.',
);

const computedColumns = [
  z.strictObject({ numeric: expression }),
  z.strictObject({ text: expression }),
  z.strictObject({ boolean: expression }),
  z.strictObject({ timestamptz: expression }),
] as const;

/** The expression of a computed column; null for a column of the database. */
export function computedOf(column: ColumnGrammar): { readonly type: ComputedType; readonly text: string } | null {
  if (typeof column === 'string' || 'type' in column) return null;
  const [[type, text]] = Object.entries(column) as [[ComputedType, string]];
  return { type, text };
}

export const columnGrammar = z
  .union([
    columnType,
    z.strictObject({
      type: columnType,
      name: databaseName.optional().describe('Name of the column in the database. Default: the key.'),
      timeZone: words.optional().describe('For a `timestamp`, which carries no zone: the IANA zone of its values.'),
    }),
    ...computedColumns,
  ])
  .meta({
    id: 'Column',
    description: 'The type of a column, a mapping with its type and more, or its type with an expression.',
  });

const oneOrMore = 'the key of a column, or a list of them';
const columnKeys = z.union([columnKey, z.array(columnKey).min(1, 'at least one column')], oneOrMore);

const filters = z.array(filterGrammar, 'a list, such as `- status: success`').optional();

const event = {
  each: columnKey.describe('The column of that table that identifies the entity of a row.'),
  at: columnKey.optional().describe('The column of that table that orders rows. Default: its `time`.'),
  nth: wholeNumber(1, MOST_UNITS)
    .optional()
    .meta({ description: 'Take the n-th row from there instead of the first or last one.', default: 1 }),
  filters: filters.describe('Conditions on the rows of that table. Other rows are ignored.'),
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
    description: 'One row per entity of another table: its first, its last, or the n-th from there.',
  });

export const settlesGrammar = z
  .strictObject({
    after: wholeNumber(1, MOST_UNITS).describe('The age from which a row no longer changes, in units.'),
    unit: z.enum(SETTLE_UNITS).describe('A day is 24 hours here, and a week is 7 days.'),
    columns: z
      .array(columnKey, 'a list of columns')
      .min(1, 'at least one column')
      .optional()
      .describe('The promise covers only these columns, the primary key and `time`. Default: all columns.'),
  })
  .meta({
    id: 'Settles',
    description:
      'You promise that rows no longer change from this age on, by `time`: they are not added, changed or removed. The gateway then keeps numbers of old buckets.',
  });

export type SettlesGrammar = z.output<typeof settlesGrammar>;

/** A table of the product's database, or a table derived from others. */
export const tableGrammar = z
  .strictObject({
    schema: databaseName.optional().describe("Schema in the database. Default: the connection's search path decides."),
    name: databaseName.optional().describe('Name of the table in the database. Default: the key.'),
    sql: words.optional().describe('Instead of `name`: a select that returns the rows.'),
    union: z
      .array(tableKey, 'a list of tables')
      .min(2, 'at least two tables')
      .optional()
      .describe(
        'Instead of `name`: declared tables whose rows are appended to each other. Their columns must have the same keys.',
      ),
    event: eventGrammar.optional().describe('Instead of `name`: one row per entity of another table.'),
    primaryKey: columnKeys
      .optional()
      .describe('The column that identifies a row, or a list of columns that identify it together.'),
    keys: z
      .literal('trusted', '`trusted`, or no `keys` at all')
      .optional()
      .describe(
        'With `trusted`, you guarantee that `primaryKey` is unique, and no warning appears if it is not proven. `metergate check --keys` counts it anyway.',
      ),
    time: columnKey.optional().describe('The column that dates a row, unless a metric names another one.'),
    settles: settlesGrammar.optional(),
    filters: filters.describe('Conditions on the rows. Rows that do not pass are ignored everywhere.'),
    parents: z
      .record(z.string(), columnKeys)
      .optional()
      .describe(
        "Tables that a row belongs to. Each has the column, or the list of columns, with the parent's primary key.",
      ),
    columns: z.record(name, columnGrammar).optional().describe('The columns that metrics and dimensions may use.'),
  })
  .meta({
    id: 'Table',
    description: 'A table that metrics are measured on.',
    // Only for editors: `rules/tables.ts` and `rules/tableSources.ts` report the same in words.
    if: { required: ['event'] },
    then: { not: { anyOf: ['primaryKey', 'time', 'columns', 'settles'].map((key) => ({ required: [key] })) } },
    else: { required: ['primaryKey', 'columns'] },
  });

export type ColumnGrammar = z.output<typeof columnGrammar>;
export type TableGrammar = z.output<typeof tableGrammar>;
export type EventGrammar = z.output<typeof eventGrammar>;
