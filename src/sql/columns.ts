import type { Condition } from '../model/condition';
import type { Registry } from '../model/registry';
import type { Column, ColumnType, Table } from '../model/table';
import { treeSql } from './conditions';
import { write } from './dialect';
import { join, name, parameter, sql, type Sql } from './fragment';

type Leaf = Extract<Condition, { readonly column: string }>;

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

/** A registry's condition on a table's columns: true if it holds, false or null if not. */
export function conditionSql(table: Table, alias: string, condition: Condition): Sql {
  return treeSql<Leaf>(condition, (leaf, holds) => {
    const column = table.columns.get(leaf.column)!;
    switch (leaf.kind) {
      case 'in':
        return membership(columnValue(alias, column), leaf.values, { table, column }, holds);
      case 'null': {
        const value = name(alias, column.name);
        return holds ? sql`${value} is null` : sql`${value} is not null`;
      }
    }
  });
}

/** Whether a condition is true for every row. */
export function isTrivial(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.every(isTrivial);
}

/**
 * Whether a value of a column is one of a list. Null is in no list. A key is compared with a list
 * even if that has one value. With a single value, PostgreSQL 18.4 assumes that all join columns in
 * a chain of outer joins have this value, even where a parent is missing, and finds wrong rows.
 */
export function membership(
  value: Sql,
  values: readonly string[],
  { table, column }: ColumnInTable,
  holds: boolean,
): Sql {
  const type = comparedAs(column.type);
  if (values.length === 0) return holds ? sql`false` : sql`true`;
  if (values.length === 1 && (!holds || !isKey(table, column.key))) {
    const only = parameter(values[0]!, type);
    return holds ? sql`${value} = ${only}` : write('isDistinct', value, only);
  }
  const all = parameter(values, `${type}[]`);
  return holds ? write('isOneOf', value, all) : sql`(${value} is null or ${write('isNoneOf', value, all)})`;
}

interface ColumnInTable {
  readonly table: Pick<Table, 'primaryKey' | 'parents'>;
  readonly column: Pick<Column, 'key' | 'type'>;
}

/** Whether joins use a column: to the parents of its table, or from the children. */
function isKey({ primaryKey, parents }: ColumnInTable['table'], column: string): boolean {
  return primaryKey.includes(column) || [...parents.values()].some((columns) => columns.includes(column));
}
