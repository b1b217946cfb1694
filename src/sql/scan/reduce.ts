import type { Plan } from '../../plan/plan';
import type { Scan } from '../../plan/scan';
import { instant, instants } from '../instants';
import type { ResolvedRegistry } from '../resolvedRegistry';
import { columnOf, columnValue } from '../columns';
import { filterSql, Parents } from '../dimensions';
import { write } from '../dialect';
import { join, NOTHING, ordinals, parameter, sql, type Sql } from '../fragment';
import type { EntityStates } from './entityStates';
import { sourceSql } from './first';
import { keyName } from './keys';
import { nearby } from './nearby';
import { valuesSql } from './values';

type ColumnSql = (key: string) => Sql;

/**
 * The rows of a scan, reduced to one for each cell, entity and group; with states, to one for each
 * cell and group. Keys that are joined after reducing are missing.
 */
export function reduceSql(reduced: Reduced): Sql {
  return reduced.scan.indexScan ? indexScanSql(reduced) : tableScanSql(reduced);
}

/** What a scan reads and keeps. */
export interface Reduced {
  readonly registry: ResolvedRegistry;
  readonly plan: Pick<Plan, 'where'>;
  readonly scan: Scan;
  readonly states: EntityStates | null;
}

/** Reads every row and computes its cell. */
function tableScanSql(reduced: Reduced): Sql {
  const { registry, scan } = reduced;
  const { column, groups, values, from, conditions } = partsOf(reduced);
  const cells = cellsSql(scan, column);
  const rows = sql`
    select
      ${join([...cells, ...groups, ...values], ',\n')}
    ${from}
    where ${join([...windowSql(registry, scan, column), ...conditions], '\nand ')}
  `;
  if (scan.keepsRows) return rows;
  return sql`
    ${rows}
    group by ${ordinals(cells.length + groups.length)}
  `;
}

/**
 * Finds the rows of each cell by an index. It reads no row between the cells that count, and
 * reduces each cell in little memory.
 */
function indexScanSql(reduced: Reduced): Sql {
  const { scan } = reduced;
  const { column, groups, values, from, conditions } = partsOf(reduced);
  if (scan.rows.kind !== 'dated') throw new Error('only dated rows are sought by cell');
  const at = column(scan.rows.at);
  const window = [sql`${at} >= c.start`, sql`${at} < c.stop`];
  const wanted = scan.counted.flatMap((counted, index) => (counted ? [index] : []));
  const starts = instants(wanted.map((index) => scan.edges[index]!));
  const stops = instants(wanted.map((index) => scan.edges[index + 1]!));
  const cells = parameter(
    wanted.map((index) => index + 1),
    'int[]',
  );
  const select = sql`
    select
      ${join([...groups, ...values], ',\n')}
    ${from}
    where ${join([...window, ...conditions], '\nand ')}
    ${groups.length === 0 ? NOTHING : sql`group by ${ordinals(groups.length)}`}
  `;
  return write('indexScan', { cells, starts, stops, select });
}

/** The parts that both ways share. */
function partsOf({ registry, plan, scan, states }: Reduced) {
  const table = registry.tables.get(scan.table)!;
  const column: ColumnSql = (key) => columnValue('t', columnOf(registry, scan.table, key));
  const parents = new Parents(registry, column);
  const entity = scan.entity === null ? null : column(scan.entity);
  const groups = entity === null || states !== null ? [] : [sql`${entity} as entity`];
  scan.keys.forEach((key, index) => {
    if (key.joinedAfterReduce) return;
    groups.push(sql`${parents.key(registry.dimensions.get(key.dimension)!, key.path)} as ${keyName(index)}`);
  });
  const { aggregates, filter } = valuesSql(registry, table, scan, parents, { entity, states });
  const conditions = wherePart(registry, plan, scan, parents);
  if (filter !== null) conditions.push(filter);
  const from = sql`
    from ${sourceSql(registry, table, scan)} as t
    ${parents.sql}
  `;
  return { column, groups, values: aggregates, from, conditions };
}

/**
 * The cell of a row. For intervals: the first cell (a moment) at which it is active, and the first
 * at which it no longer is.
 */
function cellsSql({ rows, edges, keepsRows }: Scan, column: ColumnSql): Sql[] {
  switch (rows.kind) {
    case 'dated':
    case 'first':
      return [
        sql`${write('bucketIndex', column(rows.at), edges)} as cell`,
        ...(keepsRows ? [sql`${write('cast', column(rows.at), 'instant')} as at`] : []),
      ];
    case 'interval': {
      const last = parameter(edges.length, 'int');
      const until = column(rows.until);
      return [
        sql`${write('bucketIndex', column(rows.from), edges)} + 1 as cell`,
        sql`case when ${until} is null then ${last} else ${write('bucketIndex', until, edges)} end + 1 as until_cell`,
      ];
    }
  }
}

function windowSql(registry: ResolvedRegistry, { table, rows, edges }: Scan, column: ColumnSql): Sql[] {
  const first = instant(edges[0]!);
  const last = instant(edges.at(-1)!);
  switch (rows.kind) {
    case 'dated':
    case 'first': {
      const at = column(rows.at);
      const near = nearby('t', columnOf(registry, table, rows.at), edges[0]!, edges.at(-1)!);
      return [...near, sql`${at} >= ${first}`, sql`${at} < ${last}`];
    }
    case 'interval': {
      const until = column(rows.until);
      // A row that was never active says nothing about the past either.
      const ended = rows.history ? sql`${until} > ${column(rows.from)}` : sql`${until} >= ${first}`;
      return [sql`${column(rows.from)} < ${last}`, sql`(${until} is null or ${ended})`];
    }
  }
}

function wherePart(registry: ResolvedRegistry, plan: Reduced['plan'], scan: Scan, parents: Parents): Sql[] {
  const paths = scan.filterPaths;
  if (paths === null || isIdle(plan)) return [];
  return [filterSql(registry, plan.where, (dimension) => parents.raw(paths.get(dimension)!))];
}

function isIdle({ where }: Reduced['plan']): boolean {
  return where.kind === 'all' && where.of.length === 0;
}
