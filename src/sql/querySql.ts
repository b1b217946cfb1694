import type { Page, Plan, Scan } from '../plan/plan';
import type { Registry } from '../model/registry';
import { branchesOf } from './readings';
import { resolveRegistry } from './resolvedRegistry';
import { CELLS } from './readings/summed';
import { othersName, type BranchContext, type BranchView } from './readings/branch';
import { changeColumns, columnName, metricColumns, type MetricColumn } from './formulas';
import { readingsOf, type Readings } from './metricReadings';
import { havingSql } from './having';
import { columnOf, noValue } from './columns';
import { cteNaming, type Naming } from './cteNames';
import { combine } from './conditions';
import { join, name, sql, type Sql } from './fragment';
import { scanSql } from './scan/scan';
import { keyName } from './scan/keys';
import {
  cellsOfSql,
  cellsSql,
  everySlot,
  HAS_ROWS,
  filledSql,
  type Kept,
  readingColumns,
  totalsSql,
  type Stitched,
  rangeTotalSql,
} from './stitch';
import { pageSql, taggedSql, ANSWER_COLUMNS, type Section } from './sections';
import { guardedSql } from './suppressed';
import { foldedSql, RANK, rankedSql, othersScanSql, othersScansOf } from './top';

/** The one statement of a plan, and what its columns hold. */
export interface QuerySql {
  readonly sql: Sql;
  readonly layout: Layout;
}

/**
 * The columns of the statement's answer, in order: `part` and a place if `tagged`, the slot, the keys, the place among the groups of `top` if there is
 * one, numbers, and the row count if `tagged`. A row belongs to the section that its part is the index of.
 */
export interface Layout {
  readonly tagged: boolean;
  readonly sections: readonly SectionLayout[];
}

export interface SectionLayout {
  /** By its index in the plan. */
  readonly page: number;
  /** The rows; one row with totals and row count; the groups over the whole range as one bucket. */
  readonly kind: 'rows' | 'summary' | 'overall';
  /** What the numbers are, in order. */
  readonly columns: readonly Pick<MetricColumn, 'metric' | 'part'>[];
}

/**
 * One statement: scans reduce each table; arms compute readings from them by slot and group; they are stitched, and for each page ranked,
 * filled, turned into metrics, ordered and cut.
 */
export function querySql(registry: Registry, plan: Plan): QuerySql {
  const scans = new Map(plan.scans.map((scan) => [scan.id, scan]));
  const resolved = resolveRegistry(registry, plan);
  const parts: Ctes = plan.scans.map((scan: Scan) => [scan.id, scanSql(resolved, plan, scan)]);
  const named = cteNaming(registry);
  const readings = new Map(plan.readings.map((one) => [one.id, one]));
  const builder = { registry: resolved, plan, scans, parts, named, readings };
  const cells = named(CELLS);
  parts.push([cells, allCells(builder)]);
  if (plan.pages.some(({ rangeTotal: totals }) => totals)) {
    const branches = branchesOf(
      { ...builder, view: { placement: 'rangeTotal', keys: [], othersSuffix: null, cells } },
      plan.readings,
    );
    parts.push([named(TOTALS), totalsSql(branches, plan.readings)]);
  }
  const sections = plan.pages.flatMap((page, index) => pageSections(builder, page, index));
  const [only] = sections;
  const tagged = sections.length > 1;
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
    ${tagged ? taggedSql(plan, sections) : pageSql(plan, only!)}
  `;
  return {
    sql: statement,
    layout: { tagged, sections: sections.map(({ page, kind, columns }) => ({ page, kind, columns })) },
  };
}

type Ctes = [name: string, body: Sql][];

/** Every number over all rows of the whole range. */
const TOTALS = 'totals';

interface Builder extends Omit<BranchContext, 'view'> {
  readonly parts: Ctes;
  readonly named: Naming;
  readonly readings: Readings;
}

/** Every group and bucket, of all that is read; every slot is among them where there are no groups and nothing was left out on purpose. */
function allCells(builder: Builder): Sql {
  const { plan } = builder;
  const keyed = plan.groupBy.map((_, index) => index);
  const view: BranchView = { placement: 'rows', keys: keyed, othersSuffix: null, cells: builder.named(CELLS) };
  const branches = branchesOf({ ...builder, view }, plan.readings);
  const noKeys = nullKeys(builder);
  const isThere = isAlways(plan) || hasNobody(plan);
  const extra = isThere ? [everySlot(noKeys, plan.readings, plan.oneBucket ? 1 : plan.begunCount)] : [];
  const keys = keysOf(plan);
  if (branches.length + extra.length > 0) {
    return cellsSql({ branches, extra, keys, readings: plan.readings, onlyContributing: keptOf(plan) });
  }
  const none = readingColumns(plan.readings).map((column) => sql`null::numeric as ${name(column)}`);
  const named = noKeys.map((key, index) => sql`${key} as ${keyName(index)}`);
  return sql`select ${join([sql`1 as slot`, ...named, ...none], ', ')} where false`;
}

function nullKeys({ registry, plan }: Builder): Sql[] {
  return plan.groupBy.map((key) => {
    const { table, column } = registry.dimensions.get(key)!;
    return noValue(columnOf(registry, table, column));
  });
}

/** From the cells of a page to its sections: its CTEs are called after it, but for those of the first. */
function pageSections(builder: Builder, page: Page, index: number): Section[] {
  const { plan, parts, named, readings } = builder;
  const called = (id: string) => named(index === 0 ? id : `${id}_${index + 1}`);
  const add = (id: string, body: Sql): string => {
    parts.push([called(id), body]);
    return called(id);
  };
  const every = named(CELLS);
  const own = readingsOf(
    readings,
    page.metrics.flatMap(({ current, previous }) => (previous === null ? [current] : [current, previous])),
  );
  const found: Stitched = { keys: keysOf(plan), readings: own };
  const cells = own.length === readings.size ? every : add('own_cells', cellsOfSql(found, every, keptOf(plan)));
  const keys = plan.top === null ? found.keys : [...found.keys, RANK];
  const stitched: Stitched = { keys, readings: own };
  const fold = topFold(builder, { page, found, cells, called, add });

  let rows = fold('folded', cells, 'rows');
  if (plan.fill && plan.groupBy.length > 0 && plan.begunCount > 1 && own.length > 0) {
    rows = add('filled', filledSql(stitched, rows, plan.begunCount));
  }
  const grouped = rows;
  const answered = answerSql(builder, page, {
    cells: grouped,
    placement: 'rows',
    shares: page.shares,
    isGrouped: true,
  });
  rows = add('answer', answered.sql);
  const conditions = keptConditions(plan, page);
  if (conditions.length > 0)
    rows = add('kept', sql`select a.* from ${name(rows)} as a where ${combine(conditions, 'and')}`);
  const sections: Section[] = [{ page: index, kind: 'rows', columns: answered.columns, rows, order: page }];

  if (page.rangeTotal || page.rowCount) {
    const totals = page.rangeTotal
      ? answerSql(builder, page, {
          cells: named(TOTALS),
          placement: 'rangeTotal',
          shares: page.shares,
          isGrouped: false,
        })
      : null;
    const counted = page.rowCount ? rows : null;
    sections.push({
      page: index,
      kind: 'summary',
      columns: totals?.columns ?? [],
      totals: totals?.sql ?? null,
      counted,
    });
  }
  if (page.groupTotals) {
    const view: BranchView = {
      placement: 'rangeTotal',
      keys: plan.groupBy.map((_, key) => key),
      othersSuffix: null,
      cells,
    };
    const branches = branchesOf({ ...builder, view }, own);
    const selects: Sql[] = [];
    if (hasNobody(plan)) selects.push(sql`select n.*, null from (${everySlot(nullKeys(builder), own, 1)}) as n`);
    if (branches.length > 0) {
      const all = add('range_total_cells', cellsSql({ ...found, branches, extra: [], onlyContributing: null }));
      selects.push(sql`select f.*, null from ${name(fold('range_total_folded', all, 'rangeTotal'))} as f`);
    }
    const rangeTotal = add('range_total', rangeTotalSql(stitched, selects, grouped));
    const overall = answerSql(builder, page, {
      cells: rangeTotal,
      placement: 'rangeTotal',
      shares: page.shares,
      isGrouped: true,
    });
    // All of them count for shares. Of a range that has not begun there are no rows to be known by, and nobody has its numbers all the same.
    const kept = hasNobody(plan) ? [] : [sql`a.${ANSWER_COLUMNS.hasRows} is not null`];
    if (isLeftOut(plan, page)) kept.push(sql`a.${ANSWER_COLUMNS.rank} is not null`);
    const all = add(
      'overall',
      sql`select a.* from ${name(add('range_total_answer', overall.sql))} as a where ${combine(kept, 'and')}`,
    );
    sections.push({ page: index, kind: 'overall', columns: overall.columns, rows: all, order: null });
  }
  return sections;
}

interface Folding {
  readonly page: Page;
  readonly found: Stitched;
  readonly cells: string;
  readonly called: (id: string) => string;
  readonly add: (id: string, body: Sql) => string;
}

/** Ranks the groups of a page; what is returned folds cells by their ranks, where any are wanted. */
function topFold(builder: Builder, { page, found, cells, called, add }: Folding) {
  const { plan, scans, named, readings } = builder;
  const { top } = plan;
  if (top === null) return (_: string, from: string) => from;
  const ranked = add('top', rankedSql(builder, readings, page, top, cells));
  const othersScans = othersScansOf(builder, top, found.readings);
  let suffix = called('others');
  // Each scan's rest is called after both.
  const names = () => othersScans.map(({ scan, suffix: ending }) => othersName(scan, `${suffix}${ending}`));
  while (names().some((one) => named(one) !== one)) suffix += '_';
  names().forEach((one, index) => {
    const { scan, keys } = othersScans[index]!;
    builder.parts.push([one, othersScanSql(builder, top, { scan: scans.get(scan.id)!, keys, ranked })]);
  });
  const leftOut = !top.others && !page.shares;
  return (id: string, from: string, placement: BranchView['placement']) =>
    add(id, foldedSql(builder, found, top, { cells: from, top: ranked, placement, othersSuffix: suffix, leftOut }));
}

interface AnswerParts {
  readonly cells: string;
  readonly placement: BranchView['placement'];
  readonly shares: boolean;
  readonly isGrouped: boolean;
}

/** Readings turned into metrics, and those held against what they are compared with. */
function answerSql(
  { plan, readings }: Builder,
  page: Page,
  { cells, placement, shares, isGrouped }: AnswerParts,
): { sql: Sql; columns: MetricColumn[] } {
  const { metrics } = page;
  const together = isGrouped && plan.perEntity ? [keyName(0)] : [];
  const columns = metricColumns(readings, { metrics, shares, together }, placement);
  const changes = changeColumns(metrics);
  const keys = isGrouped ? plan.groupBy.map((dimension, key) => sql`c.${keyName(key)} as ${name(dimension)}`) : [];
  if (isGrouped && plan.top !== null) keys.push(sql`c.${RANK} as ${ANSWER_COLUMNS.rank}`);
  if (isGrouped && placement === 'rangeTotal') keys.push(sql`c.${name(HAS_ROWS)} as ${ANSWER_COLUMNS.hasRows}`);
  const named = columns.map((column) => sql`${column.sql} as ${columnName(column)}`);
  const rows =
    plan.personKeyIndex === null
      ? name(cells)
      : sql`(
        ${guardedSql(plan, readings, metrics, {
          rows: name(cells),
          keys: isGrouped ? plan.groupBy.map((_, index) => index) : [],
          together,
          last: isGrouped && plan.top !== null ? [sql`c.${RANK} nulls last`] : [],
          visible: isGrouped ? visibleGroupsSql(plan, page, placement) : null,
        })}
      )`;
  const numbers = sql`
    select
      ${join([sql`c.slot as ${ANSWER_COLUMNS.slot}`, ...keys, ...named], ',\n')}
    from ${rows} as c
  `;
  if (changes.length === 0) return { sql: numbers, columns };
  return {
    sql: sql`
      select
        ${join([sql`a.*`, ...changes.map((column) => sql`${column.sql} as ${columnName(column)}`)], ',\n')}
      from (
        ${numbers}
      ) as a
    `,
    columns: [...columns, ...changes],
  };
}

/** The groups that are told, of those that are there for the numbers of others. */
function visibleGroupsSql(plan: Plan, page: Page, placement: BranchView['placement']): Sql | null {
  const conditions = placement === 'rangeTotal' && !hasNobody(plan) ? [sql`c.${name(HAS_ROWS)} is not null`] : [];
  if (isLeftOut(plan, page)) conditions.push(sql`c.${RANK} is not null`);
  return conditions.length === 0 ? null : combine(conditions, 'and');
}

/** The groups that are not kept were there for the shares of the others. */
function isLeftOut({ top }: Plan, { shares }: Page): boolean {
  return top !== null && !top.others && shares;
}

function keptConditions(plan: Plan, page: Page): Sql[] {
  const { having } = plan;
  const conditions: Sql[] = [];
  if (isLeftOut(plan, page)) conditions.push(sql`a.${ANSWER_COLUMNS.rank} is not null`);
  if (having.kind !== 'all' || having.of.length > 0) conditions.push(havingSql(having));
  return conditions;
}

/** Who nothing was found of has what the null group has: it is told where each value is answered apart. */
function hasNobody(plan: Plan): boolean {
  return plan.perEntity && plan.groupBy.length === 1 && (plan.fill || plan.oneBucket);
}

function keptOf(plan: Plan): Kept | null {
  if (isAlways(plan)) return null;
  return hasNobody(plan) ? [keyName(0)] : [];
}

function keysOf(plan: Plan): Sql[] {
  return plan.groupBy.map((_, index) => keyName(index));
}

/** Without groups a slot is there whether or not anything was found in it. */
function isAlways(plan: Plan): boolean {
  return plan.groupBy.length === 0 && (plan.fill || isOneRow(plan));
}

/** Without a grain and without groups there is exactly one row, begun or not. */
function isOneRow(plan: Plan): boolean {
  return plan.groupBy.length === 0 && plan.oneBucket;
}
