import type { Column, ColumnType, Condition, Dimension, Registry, Table } from '../model/registry';
import { treeSql } from './conditions';
import { join, name, parameter, sql, verbatim, type Sql } from './fragment';

type Leaf = Extract<Condition, { readonly column: string }>;

/** A column's value: an instant if it is a time, text if it is of an enumerated type. */
export function columnValue(alias: string, column: Column): Sql {
  const raw = name(alias, column.name);
  switch (column.type) {
    case 'enum':
      return sql`${raw}::text`;
    case 'date':
      return firstInstant(raw, column.timeZone);
    case 'timestamp':
      return column.timeZone === null ? raw : sql`(${raw} at time zone ${parameter(column.timeZone, 'text')})`;
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

/**
 * The first instant of a date. Of a midnight that is there twice PostgreSQL takes the second: the first is as long after a moment before the
 * clocks were turned back as it is on the clock, if the clock says so then. (Half an hour late on one date since 1900: 1919-03-31 in Toronto
 * and Nassau, of which the first half hour was skipped with the last of the day before.)
 */
function firstInstant(date: Sql, timeZone: string | null): Sql {
  if (timeZone === null) throw new Error('a date is read without a zone: the registry is not as asked');
  const zone = parameter(timeZone, 'text');
  const midnight = sql`${date}::timestamp`;
  const before = sql`interval '6 hours'`;
  const first = sql`(${midnight} - ${before}) at time zone ${zone} + ${before}`;
  return sql`least(${midnight} at time zone ${zone}, case when (${first}) at time zone ${zone} >= ${midnight} then ${first} end)`;
}

/** Every column of a table as it is in the database, each once. */
export function ownColumns({ columns }: Table, alias: string): Sql {
  const names = new Set([...columns.values()].map((column) => column.name));
  return join(
    [...names].map((one) => name(alias, one)),
    ', ',
  );
}

export function columnOf(registry: Registry, table: string, column: string): Column {
  return registry.tables.get(table)!.columns.get(column)!;
}

/** The type that values of a column are compared as. */
export function comparedAs(type: ColumnType): 'bigint' | 'numeric' | 'text' | 'uuid' | 'boolean' | 'timestamptz' {
  return COMPARED_AS[type];
}

const COMPARED_AS = {
  bigint: 'bigint',
  integer: 'bigint',
  numeric: 'numeric',
  text: 'text',
  enum: 'text',
  uuid: 'uuid',
  boolean: 'boolean',
  date: 'timestamptz',
  timestamptz: 'timestamptz',
  timestamp: 'timestamptz',
} as const;

/** A value of a column, which may be narrower in the database, as it is compared. */
export function asCompared(value: Sql, column: Column): Sql {
  return sql`${value}::${verbatim(comparedAs(column.type))}`;
}

/** No value of a column's type. */
export function noValue(column: Column): Sql {
  return asCompared(sql`null`, column);
}

/** A registry's predicate over a table's columns, true where it holds and false or null where it does not. */
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

/** A dimension's value from the value of its column. */
export function presented({ empty }: Pick<Dimension, 'empty'>, raw: Sql): Sql {
  return empty === null ? raw : sql`coalesce(nullif(${raw}, ''), ${parameter(empty, 'text')})`;
}

/** True of every row. */
export function isTrivial(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.every(isTrivial);
}

/**
 * Whether a value of a column is one of a list; null is none. A key is never written as equal to one value: of a chain of outer joins by it PostgreSQL (seen in 18.4)
 * takes the value for that of every link, so that what lies beyond a missing parent is found all the same.
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
    return holds ? sql`${value} = ${only}` : sql`${value} is distinct from ${only}`;
  }
  const all = parameter(values, `${type}[]`);
  return holds ? sql`${value} = any (${all})` : sql`(${value} is null or ${value} <> all (${all}))`;
}

interface ColumnInTable {
  readonly table: Pick<Table, 'primaryKey' | 'parents'>;
  readonly column: Pick<Column, 'key' | 'type'>;
}

/** Whether rows are joined by a column: to their parents, or as parents. */
function isKey({ primaryKey, parents }: ColumnInTable['table'], column: string): boolean {
  return primaryKey.includes(column) || [...parents.values()].some((columns) => columns.includes(column));
}
