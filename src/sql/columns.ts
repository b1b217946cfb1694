import type { Column, ColumnType, Condition, Registry, Table } from '../registry/registry';
import { treeSql } from './conditions';
import { name, parameter, sql, type Sql } from './fragment';

type Leaf = Extract<Condition, { readonly column: string }>;

/** A table as the database names it. */
export function tableName(table: Table): Sql {
  return table.schema === null ? name(table.name) : name(table.schema, table.name);
}

/** A column's value, as an instant where it is one. */
export function columnValue(alias: string, column: Column): Sql {
  const raw = name(alias, column.name);
  return column.timeZone === null ? raw : sql`(${raw} at time zone ${parameter(column.timeZone, 'text')})`;
}

export function columnOf(registry: Registry, table: string, column: string): Column {
  return registry.tables.get(table)!.columns.get(column)!;
}

/** The type that values of a column are compared as. */
export function comparedAs(type: ColumnType): 'bigint' | 'numeric' | 'text' | 'timestamptz' {
  if (type === 'bigint' || type === 'integer') return 'bigint';
  if (type === 'numeric') return 'numeric';
  return type === 'text' ? 'text' : 'timestamptz';
}

/** No value of a column's type. */
export function noValue(column: Column): Sql {
  return NO_VALUE[comparedAs(column.type)];
}

const NO_VALUE: Record<ReturnType<typeof comparedAs>, Sql> = {
  bigint: sql`null::bigint`,
  numeric: sql`null::numeric`,
  text: sql`null::text`,
  timestamptz: sql`null::timestamptz`,
};

/** A registry's predicate over a table's columns, true where it holds and false or null where it does not. */
export function conditionSql(table: Table, alias: string, condition: Condition): Sql {
  return treeSql<Leaf>(condition, (leaf, holds) => {
    const column = table.columns.get(leaf.column)!;
    if (leaf.kind === 'in') return membership(columnValue(alias, column), leaf.values, comparedAs(column.type), holds);
    const value = name(alias, column.name);
    return holds ? sql`${value} is null` : sql`${value} is not null`;
  });
}

/** True of every row. */
export function isTrivial(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.every(isTrivial);
}

/** Whether a value is one of a list; null is none. */
export function membership(value: Sql, values: readonly string[], type: string, holds: boolean): Sql {
  if (values.length === 0) return holds ? sql`false` : sql`true`;
  if (values.length === 1) {
    const only = parameter(values[0]!, type);
    return holds ? sql`${value} = ${only}` : sql`${value} is distinct from ${only}`;
  }
  const all = parameter(values, `${type}[]`);
  return holds ? sql`${value} = any (${all})` : sql`(${value} is null or ${value} <> all (${all}))`;
}
