import type { Condition } from '../../../src/model/condition';
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

/**
 * Two-valued: null is different from every value, and `not` keeps every row that does not match.
 */
export function holds(condition: Condition, table: Table, row: Row): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.of.every((one) => holds(one, table, row));
    case 'any':
      return condition.of.some((one) => holds(one, table, row));
    case 'not':
      return !holds(condition.of, table, row);
    case 'null':
      return valueOf(row, condition.column) === null;
    case 'in': {
      const value = textOf(row, condition.column);
      if (value === null) return false;
      if (!isNumeric(table, condition.column)) return condition.values.includes(value);
      return condition.values.some((wanted) => compare(parse(wanted), parse(value)) === 0);
    }
  }
}
