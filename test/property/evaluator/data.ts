import type { Table } from '../../../src/model/table';
import { compare, parse } from './exact';

/** Ids and numbers are text (decimals). Instants are milliseconds since the epoch. */
export type Value = string | number | null;
/** Column key → value; a missing column is null. */
export type Row = Readonly<Record<string, Value>>;
/** Table key → its rows. */
export type Data = Readonly<Record<string, readonly Row[]>>;

export function valueOf(row: Row, column: string): Value {
  return row[column] ?? null;
}

/** The value as text, for comparing and grouping ids and words. */
export function textOf(row: Row, column: string): string | null {
  const value = valueOf(row, column);
  return value === null ? null : String(value);
}

/** The instant in a date column. */
export function instantOf(row: Row, column: string): number | null {
  const value = valueOf(row, column);
  if (typeof value === 'string') throw new Error(`${column} is dated with the text ${value}`);
  return value;
}

/** True of columns whose values compare as numbers. */
export function isNumeric(table: Table, column: string): boolean {
  const type = columnOf(table, column).type;
  return type === 'bigint' || type === 'integer' || type === 'numeric';
}

export function columnOf(table: Table, column: string) {
  const found = table.columns.get(column);
  if (found === undefined) throw new Error(`table ${table.key} has no column ${column}`);
  return found;
}

/** How the values of a column compare: as numbers, or equal or not. */
export function orderOf(table: Table, column: string): (a: string, b: string) => number {
  return isNumeric(table, column) ? (a, b) => compare(parse(a), parse(b)) : (a, b) => Number(a !== b);
}
