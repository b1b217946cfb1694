import type { Plan, Scan } from '../plan/plan';
import type { Registry } from '../registry/registry';
import { armsOf } from './arms';
import type { View } from './arms/arm';
import { metricColumns, type MetricColumn } from './formulas';
import { havingSql } from './having';
import { join, name, parameter, sql, type Sql } from './fragment';
import { scanSql } from './scan/scan';
import { keyName } from './scan/keys';
import { cellsSql, everySlot, filledSql, readingColumns, totalsSql } from './stitch';

/** The one statement of a query, and what its columns hold. */
export interface QuerySql {
  readonly sql: Sql;
  /**
   * In order: `part` (0: a row, 1: the totals) if there are totals or a row count, then the slot, the keys, the metric
   * columns, and the row count if it was asked for.
   */
  readonly columns: readonly Pick<MetricColumn, 'metric' | 'part'>[];
  readonly tagged: boolean;
}

/**
 * One statement: scans reduce each table; arms compute readings from them by slot and group; they are stitched, filled,
 * turned into metrics, ordered and cut.
 */
export function querySql(registry: Registry, plan: Plan): QuerySql {
  const scans = new Map(plan.scans.map((scan) => [scan.id, scan]));
  const parts: [string, Sql][] = plan.scans.map((scan: Scan) => [scan.id, scanSql(registry, plan, scan)]);
  const arms = (view: View) => armsOf({ registry, plan, scans, view });
  let cells = addCells(plan, arms('rows'), parts);
  if (plan.fill && plan.groupBy.length > 0 && plan.begun > 1 && plan.readings.length > 0) {
    parts.push(['filled', filledSql(plan, cells)]);
    cells = 'filled';
  }
  const columns = metricColumns(plan, 'rows');
  const named = columns.map((column) => sql`${column.sql} as ${answerColumn(column)}`);
  parts.push([
    'answer',
    sql`
      select
        ${join([sql`c.slot as ${OURS.slot}`, ...keyColumns(plan), ...named], ',\n')}
      from ${name(cells)} as c
    `,
  ]);
  let rows = 'answer';
  if (plan.having.kind !== 'all' || plan.having.of.length > 0) {
    parts.push(['kept', sql`select a.* from answer as a where ${havingSql(plan.having)}`]);
    rows = 'kept';
  }
  const tagged = plan.totals || plan.rowCount;
  if (plan.totals) parts.push(['totals', totalsSql(plan, arms('totals'))]);
  const ctes = parts.map(
    ([id, body]) => sql`
      ${name(id)} as (
        ${body}
      )
    `,
  );
  const statement = sql`
    with
      ${join(ctes, ',\n')}
    ${tagged ? taggedSql(plan, columns, rows) : pageSql(plan, rows)}
  `;
  return { sql: statement, columns: columns.map(({ metric, part }) => ({ metric, part })), tagged };
}

/** The stitched rows; every slot is among them where there are no groups and nothing was left out on purpose. */
function addCells(plan: Plan, arms: ReturnType<typeof armsOf>, parts: [string, Sql][]): string {
  const always = plan.groupBy.length === 0 && (plan.fill || isOneRow(plan));
  const slots = isOneRow(plan) ? 1 : plan.begun;
  const keys = plan.groupBy.map((_, index) => sql`null as ${keyName(index)}`);
  const extra = always ? [everySlot(plan, slots)] : [];
  if (arms.length + extra.length === 0) {
    const none = metricless(plan);
    parts.push(['cells', sql`select ${join([sql`1 as slot`, ...keys, ...none], ', ')} where false`]);
  } else parts.push(['cells', cellsSql(plan, arms, extra, !always)]);
  return 'cells';
}

/** Without a grain and without groups there is exactly one row, begun or not. */
function isOneRow(plan: Plan): boolean {
  return plan.groupBy.length === 0 && plan.oneBucket;
}

function metricless(plan: Plan): Sql[] {
  return readingColumns(plan).map((column) => sql`null::numeric as ${name(column)}`);
}

function pageSql(plan: Plan, rows: string): Sql {
  return sql`
    select a.*
    from ${name(rows)} as a
    order by ${orderSql(plan)}
    limit ${parameter(plan.limit, 'int')}
    ${plan.offset === 0 ? sql`` : sql`offset ${parameter(plan.offset, 'bigint')}`}
  `;
}

/** The rows, then one row with the totals and how many rows there are; a page may be empty, and they are known all the same. */
function taggedSql(plan: Plan, columns: readonly MetricColumn[], rows: string): Sql {
  const totals = plan.totals ? metricColumns(plan, 'totals') : [];
  const keys = plan.groupBy.map((_, index) => keyName(index));
  const untyped = columns.map((column) => (column.part === 'seen' ? sql`null::boolean` : sql`null::numeric`));
  const numbers = plan.totals ? totals.map(({ sql: value }) => value) : untyped;
  const count = plan.rowCount ? sql`(select count(*) from ${name(rows)})` : sql`null::bigint`;
  return sql`
    select r.*
    from (
      (
        select 0 as ${OURS.part}, row_number() over (order by ${orderSql(plan)}) as ${OURS.place}, a.*, null::bigint
        from ${name(rows)} as a
        order by 2
        limit ${parameter(plan.limit, 'int')}
        ${plan.offset === 0 ? sql`` : sql`offset ${parameter(plan.offset, 'bigint')}`}
      )
      union all
      (
        select ${join([sql`1`, sql`0`, sql`1`, ...keys.map(() => sql`null`), ...numbers, count], ', ')}
        ${plan.totals ? sql`from totals as c` : sql``}
      )
    ) as r
    order by r.${OURS.part}, r.${OURS.place}
  `;
}

/** What was asked, then time, then the keys (docs/meaning.md#order). */
function orderSql(plan: Plan): Sql {
  const keyOrder = (dimension: string, direction: Sql) => {
    const key = sql`a.${name(dimension)}`;
    return plan.textKeys.includes(dimension) ? sql`${key} collate "C" ${direction}` : sql`${key} ${direction}`;
  };
  const asked = plan.orderBy.map(({ key, direction, nulls }) => {
    const way = sql`${direction === 'desc' ? sql`desc` : sql`asc`} ${nulls === 'first' ? sql`nulls first` : sql`nulls last`}`;
    if (key === 'TIME') return sql`a.${OURS.slot} ${way}`;
    return plan.groupBy.includes(key) ? keyOrder(key, way) : sql`a.${name(key)} ${way}`;
  });
  const keys = plan.groupBy.map((dimension) => keyOrder(dimension, sql`asc nulls last`));
  return join([...asked, sql`a.${OURS.slot}`, ...keys], ', ');
}

/** Columns of the answer that are no metric or dimension: these are called by their keys, and no key begins so. */
const OURS = { part: name('__part'), place: name('__place'), slot: name('__slot') };

function keyColumns(plan: Plan): Sql[] {
  return plan.groupBy.map((dimension, index) => sql`c.${keyName(index)} as ${name(dimension)}`);
}

/** A metric's value is called by its key; the rest that is known of it begins as no key does. */
function answerColumn({ metric, part }: MetricColumn): Sql {
  return name(part === 'value' ? metric : `__${part}_of_${metric}`);
}
