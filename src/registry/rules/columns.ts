import { nearestName } from '../../model/nearest';
import { oneOf, type ProblemList } from '../problems';
import { COLUMN_TYPE_FACTS, type ColumnUse } from '../../model/columnTypes';
import type { Column } from '../../model/table';
import type { Spot } from '../yaml/spot';
import type { TableDraft } from './tableDraft';

/** The use of a column, and its words in a problem. */
export interface NeededColumn {
  readonly use: ColumnUse;
  readonly words: string;
}
export const NUMBER: NeededColumn = { use: 'number', words: 'a column of numbers' };
export const TIME: NeededColumn = { use: 'time', words: 'a column of times' };
export const IDENTITY: NeededColumn = { use: 'identity', words: 'a column of ids' };
export const TRUTH: NeededColumn = { use: 'truth', words: 'a column of true and false' };
export const TEXT: NeededColumn = { use: 'text', words: 'a column of text' };

/**
 * The column named at `spot`, if its type allows the use; otherwise null, and the problem is
 * listed.
 */
export function columnFor(
  table: TableDraft,
  key: string,
  { use, words }: NeededColumn,
  spot: Spot,
  problems: ProblemList,
): Column | null {
  const column = anyColumn(table, key, spot, problems);
  const isFit = ({ type }: Column) => COLUMN_TYPE_FACTS[type].uses.includes(use);
  if (column === null || isFit(column)) return column;
  const fitting = [...table.columns.values()].filter((other) => other !== null && isFit(other));
  const names = fitting.map((other) => other!.key);
  const known = names.length === 0 ? `${words}; "${table.key}" has none` : `${words}: ${oneOf(names)}`;
  problems.add(spot, `"${key}" of "${table.key}" is ${column.type}`, known, nearestName(key, names));
  return null;
}

/** The column named at `spot`; null if the table has no such column, or the column has problems. */
export function anyColumn(table: TableDraft, key: string, spot: Spot, problems: ProblemList): Column | null {
  const column = table.columns.get(key);
  // A missing mapping of columns is another problem, which is already listed.
  if (column === undefined && (table.columns.size > 0 || table.fields.columns !== undefined)) {
    problems.addUnknown(spot, 'column', key, table.columns.keys(), ` in "${table.key}"`);
  }
  return column ?? null;
}
