import type { ProblemList } from '../problems';
import type { Condition } from '../../model/condition';
import type { Spot } from '../yaml/spot';
import { columnFor, TIME, type NeededColumn } from './columns';
import type { TableDraft } from './tableDraft';

/** The input for reading a measure of any kind. */
export interface MeasureContext {
  readonly table: TableDraft;
  /** Null: the filters have problems. */
  readonly filter: Condition | null;
  /** The spot of the numerator. */
  readonly spot: Spot;
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly problems: ProblemList;
}

/**
 * The key of the column named at `spot`, if the measured table has it and its type suits the use.
 */
export function readColumn(
  key: string,
  needed: NeededColumn,
  spot: Spot,
  { table, problems }: MeasureContext,
): string | null {
  return columnFor(table, key, needed, spot, problems)?.key ?? null;
}

/** The column with the date of a row: the measure's or its table's. Null if there are problems. */
export function readAt(at: string | undefined, context: MeasureContext): string | null {
  const { table, spot, problems } = context;
  if (at !== undefined) return readColumn(at, TIME, spot.at('at'), context);
  if (table.fields.time !== undefined) return table.fields.time;
  const expected = '`at:` with a column of times, or `time:` on the table';
  problems.add(spot, `no column dates the rows of "${table.key}"`, expected);
  return null;
}
