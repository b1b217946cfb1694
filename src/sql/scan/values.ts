import type { Scan, ScanValue } from '../../plan/scan';
import type { Registry } from '../../model/registry';
import type { Column, Table } from '../../model/table';
import { columnOf, columnValue } from '../columns';
import { combine } from '../conditions';
import { filterSql, type Parents } from '../dimensions';
import { write } from '../dialect';
import { name, sql, type Sql } from '../fragment';
import { stateName, type EntityStates } from './entityStates';
import { conditionSql, isTrivial } from '../rowConditions';

/** The columns that a row of a scan is counted in. */
interface Counted {
  /** The column of entities; null: no reading distinguishes them. */
  readonly entity: Sql | null;
  /** Null: there is a row for each entity. */
  readonly states: EntityStates | null;
}

/**
 * The aggregates of a scan, and the condition that a row must meet to count in any of them; null:
 * none.
 */
export function valuesSql(
  registry: Registry,
  table: Table,
  { values, keepsRows }: Scan,
  parents: Parents,
  { entity, states }: Counted,
): { aggregates: Sql[]; filter: Sql | null } {
  const shared = isShared(values);
  const conditions = new Map(values.map((value) => [identityOf(value), conditionOf(registry, table, value, parents)]));
  const aggregates = values.map((value) => {
    const condition = shared ? null : conditions.get(identityOf(value))!;
    if (keepsRows)
      return sql`${condition === null ? sql`1` : sql`case when ${condition} then 1 else 0 end`} as ${name(value.id)}`;
    const aggregate = aggregateSql(registry, table, value);
    const filtered = condition === null ? aggregate : write('filtered', aggregate, condition);
    return sql`${filtered} as ${name(value.id)}`;
  });
  states?.made.forEach((made, keep) => {
    const condition = shared ? null : conditions.get(identityOf(values.find(({ id }) => id === keep)!))!;
    const counted = condition === null ? entity! : sql`case when ${condition} then ${entity!} end`;
    aggregates.push(sql`${made(counted)} as ${stateName(keep)}`);
  });
  const all = [...conditions.values()];
  const some = all.filter((condition) => condition !== null);
  return { aggregates, filter: some.length < all.length ? null : combine(some, 'or') };
}

/** Whether the value is above 0 in every reduced row, so that no test for it is needed. */
export function alwaysKeeps({ values }: Scan, value: string): boolean {
  return isShared(values) && values.some(({ id, fn, column }) => id === value && fn === 'count' && column === null);
}

/** Two partial aggregates as one. */
export function togetherSql(fn: ScanValue['fn'], value: Sql): Sql {
  switch (fn) {
    case 'min':
      return sql`min(${value})`;
    case 'max':
      return sql`max(${value})`;
    case 'count':
    case 'some':
    case 'sum':
      return write('exactSum', value, 'numeric');
  }
}

function aggregateSql(registry: Registry, table: Table, { fn, column: key }: ScanValue): Sql {
  if (key === null) return sql`count(*)`;
  const column = columnOf(registry, table.key, key);
  const { type } = column;
  const value = finite(column);
  switch (fn) {
    case 'count':
      return sql`count(${value})`;
    case 'some':
      return sql`count(nullif(${value}, 0))`;
    case 'sum':
      return write('exactSum', value, type === 'numeric' ? 'numeric' : 'bigint');
    case 'min':
      return sql`min(${value})`;
    case 'max':
      return sql`max(${value})`;
  }
}

/**
 * A column's value. Null if it is infinite or NaN, because a running sum could not subtract it when
 * its span ends.
 */
function finite(column: Column): Sql {
  const value = columnValue('t', column);
  if (column.type !== 'numeric') return value;
  return write('finite', value);
}

/** Which rows count in a value, by the filters of the measure and of the metric; null: all. */
function conditionOf(registry: Registry, table: Table, { filter, where }: ScanValue, parents: Parents): Sql | null {
  const conditions = isTrivial(filter) ? [] : [conditionSql(table, 't', filter)];
  if (where !== null) {
    conditions.push(filterSql(registry, where.filter, (key) => parents.raw(where.paths.get(key)!)));
  }
  return conditions.length === 0 ? null : combine(conditions, 'and');
}

/** Whether all values have one condition, which can then go into the scan. */
function isShared(values: readonly ScanValue[]): boolean {
  return new Set(values.map(identityOf)).size === 1;
}

function identityOf({ filter, where }: ScanValue): string {
  return JSON.stringify([filter, where && [where.filter, [...where.paths]]]);
}
