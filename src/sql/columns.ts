import type { Registry } from '../model/registry';
import type { Column, ColumnType, Table } from '../model/table';
import { write } from './dialect';
import { join, name, type Sql } from './fragment';

/** A column's value: an instant if it is a time, text if it is of an enumerated type. */
export function columnValue(alias: string, column: Column): Sql {
  const raw = name(alias, column.name);
  switch (column.type) {
    case 'enum':
      return write('cast', raw, 'text');
    case 'date':
      return firstInstant(raw, column.timeZone);
    case 'timestamp':
      return column.timeZone === null ? raw : write('instantOfLocal', raw, column.timeZone);
    case 'timestamptz':
    case 'bigint':
    case 'integer':
    case 'numeric':
    case 'text':
    case 'uuid':
    case 'boolean':
      return raw;
  }
}

function firstInstant(date: Sql, timeZone: string | null): Sql {
  if (timeZone === null) throw new Error('a date is read without a zone: the registry is not resolved');
  return write('firstInstantOf', date, timeZone);
}

/** Every column of a table in its own type, each once. */
export function ownColumns(columns: Table['columns'], alias: string): Sql {
  const names = new Set([...columns.values()].map((column) => column.name));
  return join(
    [...names].map((one) => name(alias, one)),
    ', ',
  );
}

export function columnOf(registry: Pick<Registry, 'tables'>, table: string, column: string): Column {
  return registry.tables.get(table)!.columns.get(column)!;
}

/** The type that values of a column are compared as. */
export function comparedAs(type: ColumnType): ComparedType {
  return COMPARED_AS[type];
}

type ComparedType = 'bigint' | 'numeric' | 'text' | 'uuid' | 'boolean' | 'instant';

const COMPARED_AS: { readonly [T in ColumnType]: ComparedType } = {
  bigint: 'bigint',
  integer: 'bigint',
  numeric: 'numeric',
  text: 'text',
  enum: 'text',
  uuid: 'uuid',
  boolean: 'boolean',
  date: 'instant',
  timestamptz: 'instant',
  timestamp: 'instant',
};

/** A value in the type that it is compared as; the database may have a narrower one. */
export function asCompared(value: Sql, type: ColumnType): Sql {
  return write('cast', value, comparedAs(type));
}
