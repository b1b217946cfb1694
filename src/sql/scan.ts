import type { Plan, Scan, ScanKey, ScanValue } from '../plan/plan';
import type { Registry, Table } from '../registry/registry';
import { columnOf, columnValue, combine, conditionSql, isTrivial, tableName } from './columns';
import { filterSql, firstColumn, Parents } from './dimensions';
import { instant, instants } from './arrays';
import { join, name, NOTHING, ordinals, parameter, sql, type Sql } from './fragment';

/** Whether a scan's rows are one for each cell and entity, whatever their groups. */
export function isOnePerEntity(scan: Scan): boolean {
  return scan.entity !== null && scan.keys.every(({ ofEntity }) => ofEntity);
}

/** A scan's rows hold the value in every row, so that asking whether they do is idle. */
export function alwaysKeeps(scan: Scan, value: string): boolean {
  const [first] = scan.values;
  return scan.values.every(({ filter }) => same(filter, first!.filter)) && scan.values.some(({ id }) => id === value);
}

/**
 * One read of a table, reduced to `cell [, until_cell] [, entity] [, k1 …], v1 …`. What follows from the entity alone is joined
 * after reducing, when far fewer rows are left; filters are applied before.
 */
export function scanSql(registry: Registry, plan: Plan, scan: Scan): Sql {
  const late = scan.keys.map((key) => isLate(scan, key));
  const reduced = reduceSql(registry, plan, scan, late);
  if (!late.includes(true)) return reduced;
  const parents = new Parents(registry, () => sql`t.entity`);
  const keys = scan.keys.map((key, index) => {
    const alias = keyName(index);
    if (!late[index]) return sql`t.${alias}`;
    return sql`${parents.value(registry.dimensions.get(key.dimension)!, key.path)} as ${alias}`;
  });
  const values = scan.values.map(({ id }) => sql`t.${name(id)}`);
  return sql`
    select
      ${join([sql`t.cell`, sql`t.entity`, ...keys, ...values], ',\n')}
    from (
      ${reduced}
    ) as t
    ${parents.sql}
  `;
}

export function keyName(index: number): Sql {
  return name(`k${index + 1}`);
}

function isLate(scan: Scan, { ofEntity, path }: ScanKey): boolean {
  return ofEntity && path.joins.length > 0 && path.joins[0]!.column === scan.entity;
}

function reduceSql(registry: Registry, plan: Plan, scan: Scan, late: readonly boolean[]): Sql {
  const table = registry.tables.get(scan.table)!;
  const column = (key: string) => columnValue('t', columnOf(registry, scan.table, key));
  const parents = new Parents(registry, column);
  const groups: Sql[] = cellsSql(scan, column);
  if (scan.entity !== null) groups.push(sql`${column(scan.entity)} as entity`);
  scan.keys.forEach((key, index) => {
    if (late[index]) return;
    groups.push(sql`${parents.value(registry.dimensions.get(key.dimension)!, key.path)} as ${keyName(index)}`);
  });
  const filter = sharedFilter(scan.values);
  const values = scan.values.map(
    (value) => sql`${valueSql(registry, table, value, filter !== null)} as ${name(value.id)}`,
  );
  const conditions = [...windowSql(scan, column), ...wherePart(registry, plan, scan, parents)];
  // Decided when the first was chosen, the filter of a first event needs no second look.
  const own = filter ?? anyFilter(scan.values);
  if (own !== null && !isTrivial(own) && scan.rows.kind !== 'first') conditions.push(conditionSql(table, 't', own));
  return sql`
    select
      ${join([...groups, ...values], ',\n')}
    from ${sourceSql(registry, table, scan)} as t
    ${parents.sql}
    ${conditions.length === 0 ? NOTHING : sql`where ${join(conditions, '\nand ')}`}
    group by ${ordinals(groups.length)}
  `;
}

type ColumnSql = (key: string) => Sql;

/** The cell a row falls in; for intervals the first cell (close) it is valid at and the first it is not. */
function cellsSql({ rows, edges }: Scan, column: ColumnSql): Sql[] {
  if (rows.kind !== 'interval') return [sql`width_bucket(${column(rows.at)}, ${instants(edges)}) as cell`];
  const last = parameter(edges.length, 'int');
  return [
    sql`width_bucket(${column(rows.from)}, ${instants(edges)}) + 1 as cell`,
    sql`coalesce(width_bucket(${column(rows.until)}, ${instants(edges)}), ${last}) + 1 as until_cell`,
  ];
}

function windowSql({ rows, edges, asOf }: Scan, column: ColumnSql): Sql[] {
  const first = instant(edges[0]!);
  const last = instant(edges.at(-1)!);
  if (rows.kind === 'interval') {
    const until = column(rows.until);
    return [sql`${column(rows.from)} < ${last}`, sql`(${until} is null or ${until} >= ${first})`];
  }
  const at = column(rows.at);
  const window = [sql`${at} >= ${first}`, sql`${at} < ${last}`];
  return asOf === null ? window : [...window, sql`${at} <= ${instant(asOf)}`];
}

function wherePart(registry: Registry, plan: Plan, scan: Scan, parents: Parents): Sql[] {
  const paths = scan.filterPaths;
  if (paths === null || isIdle(plan)) return [];
  const value = (dimension: string) => parents.value(registry.dimensions.get(dimension)!, paths.get(dimension)!);
  return [filterSql(registry, plan.where, value)];
}

function isIdle({ where }: Plan): boolean {
  return where.kind === 'all' && where.of.length === 0;
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

/** The table; or of each entity the first of its rows that pass the metric's own filters, over all of history. */
function sourceSql(registry: Registry, table: Table, scan: Scan): Sql {
  const { rows } = scan;
  if (rows.kind !== 'first') return tableName(table);
  const named = (key: string) => name('t', columnOf(registry, table.key, key).name);
  const paths = [...scan.keys.map(({ path }) => path), ...(scan.filterPaths?.values() ?? [])];
  const wanted = new Set(paths.map(firstColumn));
  wanted.delete(rows.entity);
  wanted.delete(rows.at);
  const at = named(rows.at);
  const until = columnValue('t', columnOf(registry, table.key, rows.at));
  const conditions = combine(
    [
      ...(isTrivial(rows.filter) ? [] : [conditionSql(table, 't', rows.filter)]),
      sql`${named(rows.entity)} is not null`,
      sql`${until} < ${instant(scan.edges.at(-1)!)}`,
    ],
    'and',
  );
  // When nothing else of the first row is asked for, its date is the earliest one: no sort.
  if (wanted.size === 0) {
    return sql`(
      select ${named(rows.entity)}, min(${at}) as ${name(columnOf(registry, table.key, rows.at).name)}
      from ${tableName(table)} as t
      where ${conditions}
      group by ${named(rows.entity)}
    )`;
  }
  return sql`(
    select distinct on (${named(rows.entity)})
      ${join([rows.entity, rows.at, ...wanted].map(named), ', ')}
    from ${tableName(table)} as t
    where ${conditions}
    order by ${join([rows.entity, rows.at, table.primaryKey].map(named), ', ')}
  )`;
}
