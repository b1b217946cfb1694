import { nearestName } from '../../model/nearest';
import { oneOf, type ProblemList } from '../problems';
import type { Column, ColumnType } from '../../model/registry';
import type { Spot } from '../yaml/spot';
import type { TableDraft } from './tableDraft';

/** A use of a column, and the types that suit it. */
export interface ColumnUse {
  readonly what: string;
  readonly types: readonly ColumnType[];
}
export const NUMBER: ColumnUse = { what: 'a column of numbers', types: ['bigint', 'integer', 'numeric'] };
export const TIME: ColumnUse = { what: 'a column of times', types: ['timestamptz', 'timestamp', 'date'] };
export const IDENTITY: ColumnUse = { what: 'a column of ids', types: ['bigint', 'integer', 'uuid', 'text'] };
export const TEXT: ColumnUse = { what: 'a column of text', types: ['text', 'enum'] };

/**
 * The column named at `spot` if its type suits the use; otherwise null, and the problem is listed.
 */
export function columnFor(
  table: TableDraft,
  key: string,
  use: ColumnUse,
  spot: Spot,
  problems: ProblemList,
): Column | null {
  const column = anyColumn(table, key, spot, problems);
  if (column === null || use.types.includes(column.type)) return column;
  const fitting = [...table.columns.values()].filter((other) => other !== null && use.types.includes(other.type));
  const names = fitting.map((other) => other!.key);
  const known = names.length === 0 ? `${use.what}; "${table.key}" has none` : `${use.what}: ${oneOf(names)}`;
  problems.add(spot, `"${key}" of "${table.key}" is ${column.type}`, known, nearestName(key, names));
  return null;
}

/**
 * The column named at `spot`; null if the table has no such column, or if the column has problems.
 */
export function anyColumn(table: TableDraft, key: string, spot: Spot, problems: ProblemList): Column | null {
  const column = table.columns.get(key);
  // A missing mapping of columns has been reported.
  if (column === undefined && (table.columns.size > 0 || table.fields.columns !== undefined)) {
    problems.addUnknown(spot, 'column', key, table.columns.keys(), ` in "${table.key}"`);
  }
  return column ?? null;
}
