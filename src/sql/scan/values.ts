import type { Scan, ScanValue } from '../../plan/plan';
import type { Registry, Table } from '../../registry/registry';
import { columnOf, columnValue, conditionSql, isTrivial } from '../columns';
import { name, sql, type Sql } from '../fragment';

/** The aggregates of a scan, and the condition on rows that none of them counts otherwise; null if one counts all. */
export function valuesSql(
  registry: Registry,
  table: Table,
  { values }: Scan,
): { aggregates: Sql[]; filter: Sql | null } {
  const shared = sharedFilter(values);
  const filter = shared ?? anyFilter(values);
  return {
    aggregates: values.map((value) => sql`${valueSql(registry, table, value, shared !== null)} as ${name(value.id)}`),
    filter: filter === null || isTrivial(filter) ? null : conditionSql(table, 't', filter),
  };
}

/** A scan's rows hold the value in every row, so that asking whether they do is idle. */
export function alwaysKeeps({ values }: Scan, value: string): boolean {
  return sharedFilter(values) !== null && values.some(({ id }) => id === value);
}

function valueSql(registry: Registry, table: Table, value: ScanValue, filtered: boolean): Sql {
  const column = value.column === null ? null : columnValue('t', columnOf(registry, table.key, value.column));
  const aggregate = value.fn === 'sum' ? sql`sum(${column!})` : column === null ? sql`count(*)` : sql`count(${column})`;
  if (filtered || isTrivial(value.filter)) return aggregate;
  return sql`${aggregate} filter (where ${conditionSql(table, 't', value.filter)})`;
}

/** The filter that all values have in common, so that it can go into the scan itself; null if they differ. */
function sharedFilter(values: readonly ScanValue[]): ScanValue['filter'] | null {
  const [first] = values;
  return values.every(({ filter }) => same(filter, first!.filter)) ? first!.filter : null;
}

/** Rows that some value counts; null if one counts all. */
function anyFilter(values: readonly ScanValue[]): ScanValue['filter'] | null {
  if (values.some(({ filter }) => isTrivial(filter))) return null;
  const filters = new Map(values.map(({ filter }) => [JSON.stringify(filter), filter]));
  return { kind: 'any', of: [...filters.values()] };
}

function same(a: ScanValue['filter'], b: ScanValue['filter']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
