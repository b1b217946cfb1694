import type { Column, ColumnType, Condition, Registry, Table } from '../registry/registry';
import { join, name, parameter, sql, type Sql } from './fragment';

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

/** A registry's predicate over a table's columns, true where it holds and false or null where it does not. */
export function conditionSql(table: Table, alias: string, condition: Condition): Sql {
  return positive(table, alias, condition, true);
}

/** True of every row. */
export function isTrivial(condition: Condition): boolean {
  return condition.kind === 'all' && condition.of.every(isTrivial);
}

/**
 * `not` is pushed down to the leaves, where null is dealt with: everywhere above them null is as good as false, and a plain
 * comparison can use an index.
 */
function positive(table: Table, alias: string, condition: Condition, holds: boolean): Sql {
  switch (condition.kind) {
    case 'not':
      return positive(table, alias, condition.of, !holds);
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => positive(table, alias, part, holds));
      return combine(parts, (condition.kind === 'all') === holds ? 'and' : 'or');
    }
    case 'null': {
      const value = name(alias, table.columns.get(condition.column)!.name);
      return holds ? sql`${value} is null` : sql`${value} is not null`;
    }
    case 'in': {
      const column = table.columns.get(condition.column)!;
      return membership(columnValue(alias, column), condition.values, comparedAs(column.type), holds);
    }
  }
}

/** `and` of nothing is true, `or` of nothing false. */
export function combine(parts: readonly Sql[], by: 'and' | 'or'): Sql {
  if (parts.length === 0) return by === 'and' ? sql`true` : sql`false`;
  if (parts.length === 1) return parts[0]!;
  return by === 'and' ? sql`(${join(parts, ' and ')})` : sql`(${join(parts, ' or ')})`;
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
