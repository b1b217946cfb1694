import type { ProblemList } from '../problems';
import type { Condition } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import { columnFor, TIME, type NeededColumn } from './columns';
import type { TableDraft } from './tableDraft';

/** The context of reading a measure of any kind. */
export interface MeasureContext {
  readonly table: TableDraft;
  /** Null: there are problems with the filters. */
  readonly filter: Condition | null;
  /** Of the numerator. */
  readonly spot: Spot;
  readonly tables: ReadonlyMap<string, TableDraft>;
  readonly problems: ProblemList;
}

/** The key of the column named at `spot`, if the measured table has it and its type allows the use. */
export function readColumn(
  key: string,
  needed: NeededColumn,
  spot: Spot,
  { table, problems }: MeasureContext,
): string | null {
  return columnFor(table, key, needed, spot, problems)?.key ?? null;
}

/** The column that dates a row: the measure's own, or the default of its table. */
export function readAt(at: string | undefined, context: MeasureContext): string | null {
  const { table, spot, problems } = context;
  if (at !== undefined) return readColumn(at, TIME, spot.at('at'), context);
  if (table.fields.time !== undefined) return table.fields.time;
  const expected = '`at:` and a column of times, or `time:` at the table';
  problems.add(spot, `nothing says what dates a row of "${table.key}"`, expected);
  return null;
}
