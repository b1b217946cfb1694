import type { ProblemList } from '../problems';
import type { Condition } from '../registry';
import type { Spot } from '../yaml/spot';
import { columnFor, TIME, type Use } from './columns';
import type { TableDraft } from './tables';

/** What it takes to read a measure, whatever its kind. */
export interface Reading {
  readonly table: TableDraft;
  /** Null: there are problems with the filters. */
  readonly filter: Condition | null;
  /** Of the numerator. */
  readonly spot: Spot;
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly problems: ProblemList;
}

/** The key of the column named at `spot`, if it is one of the measured table and of use. */
export function readColumn(key: string, use: Use, spot: Spot, { table, problems }: Reading): string | null {
  return columnFor(table, key, use, spot, problems)?.key ?? null;
}

/** The column that dates a row: the measure's own, or its table's. */
export function readAt(at: string | undefined, reading: Reading): string | null {
  const { table, spot, problems } = reading;
  if (at !== undefined) return readColumn(at, TIME, spot.at('at'), reading);
  if (table.fields.time !== undefined) return table.fields.time;
  const expected = '`at:` and a column of times, or `time:` at the table';
  problems.add(spot, `nothing says what dates a row of "${table.key}"`, expected);
  return null;
}
