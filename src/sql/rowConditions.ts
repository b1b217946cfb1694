import type { ColumnTest, Condition } from '../model/condition';
import type { Table } from '../model/table';
import { columnValue } from './columns';
import { treeSql } from './conditions';
import { name, type Sql } from './fragment';
import { rowCondition } from './rowExpression';
import { testSql } from './valueTest';

type Leaf = ColumnTest | Extract<Condition, { readonly kind: 'written' | 'computed' }>;

/** A registry's condition on a table's columns: true if it holds, false or null if not. */
export function conditionSql(table: Table, alias: string, condition: Condition, holds = true): Sql {
  const leafSql = (leaf: Leaf, leafHolds: boolean): Sql => {
    if (leaf.kind === 'written') return conditionSql(table, alias, leaf.of, leafHolds);
    if (leaf.kind === 'computed') return rowCondition({ table, alias, areComputed: true }, leaf.value, leafHolds);
    const column = table.columns.get(leaf.column)!;
    const value = leaf.kind === 'null' ? name(alias, column.name) : columnValue(alias, column);
    return testSql(leaf, { value, table, column }, leafHolds);
  };
  return treeSql<Leaf>(condition, leafSql, holds);
}

/** Whether a condition is true for every row. */
export function isTrivial(condition: Condition): boolean {
  if (condition.kind === 'written') return isTrivial(condition.of);
  return condition.kind === 'all' && condition.of.every(isTrivial);
}
