import type { Page, Plan } from '../plan/plan';
import { write } from './dialect';
import type { MetricColumn } from './formulas';
import { columnName } from './formulas';
import { join, name, parameter, sql, wholeNumber, type Sql } from './fragment';
import { dimensionOrder } from './order';

/** Columns of the answer that are no metric or dimension. No key begins with `__`. */
export const ANSWER_COLUMNS = {
  part: name('__part'),
  nth: name('__nth'),
  slot: name('__slot'),
  rank: name('__rank'),
  hasRows: name('__has_rows'),
};

/** One part of the answer. */
export type Section = { readonly page: number; readonly columns: readonly MetricColumn[] } & (
  | { readonly kind: 'rows'; readonly rows: string; readonly order: Page }
  | { readonly kind: 'overall'; readonly rows: string; readonly order: null }
  | {
      readonly kind: 'summary';
      /** A select with one row; null: not wanted. */
      readonly totals: Sql | null;
      /** The CTE whose rows are counted; null: none. */
      readonly counted: string | null;
    }
);

/** The statement of a query that wants rows alone. */
export function pageSql(plan: Plan, section: Section): Sql {
  if (section.kind !== 'rows') throw new Error('a statement without rows');
  return sql`
    select a.*
    from ${name(section.rows)} as a
    order by ${orderSql(plan, section.order)}
    ${cutSql(section.order)}
  `;
}

/**
 * All sections in turn, each in its order. Totals are part of the answer even if the page is empty.
 */
export function taggedSql(plan: Plan, sections: readonly Section[]): Sql {
  const width = Math.max(...sections.map(({ columns }) => columns.length));
  const selects = sections.map((section, part) => sectionSql(plan, section, part, width));
  return sql`
    select r.*
    from (
      ${join(selects, '\nunion all\n')}
    ) as r
    order by r.${ANSWER_COLUMNS.part}, r.${ANSWER_COLUMNS.nth}
  `;
}

function sectionSql(plan: Plan, section: Section, part: number, width: number): Sql {
  // Without names of their own, some databases take all of them for one column.
  const padding = Array.from({ length: width - section.columns.length }, (_, index) =>
    part === 0 ? sql`${write('nullOf', 'numeric')} as ${name(`__none_${index + 1}`)}` : write('nullOf', 'numeric'),
  );
  const tag = part === 0 ? sql`${wholeNumber(part)} as ${ANSWER_COLUMNS.part}` : wholeNumber(part);
  const numbers = section.columns.map((column) => sql`a.${columnName(column)}`);
  const keys = [
    ...plan.groupBy.map((dimension) => name(dimension)),
    ...(plan.top === null ? [] : [ANSWER_COLUMNS.rank]),
  ];
  if (section.kind === 'summary') {
    const { totals, counted } = section;
    const count = counted === null ? write('nullOf', 'bigint') : sql`n.count`;
    const none = keys.map(() => sql`null`);
    return sql`
      (
        select ${join([tag, sql`0`, sql`1`, ...none, ...numbers, ...padding, count], ', ')}
        ${summaryFrom(totals, counted)}
      )
    `;
  }
  const order = section.kind === 'rows' ? orderSql(plan, section.order) : seriesOrderSql(plan);
  const nth = sql`row_number() over (order by ${order})${part === 0 ? sql` as ${ANSWER_COLUMNS.nth}` : sql``}`;
  const own = [
    sql`a.${ANSWER_COLUMNS.slot}`,
    ...keys.map((key) => sql`a.${key}`),
    ...numbers,
    ...padding,
    write('nullOf', 'bigint'),
  ];
  return sql`
    (
      select ${join([tag, nth, ...own], ', ')}
      from ${name(section.rows)} as a
      order by 2
      ${section.kind === 'rows' ? cutSql(section.order) : sql``}
    )
  `;
}

/**
 * The totals and the number of rows, one row each. The number is no scalar sub-query: ClickHouse
 * runs these before the steps that they read.
 */
function summaryFrom(totals: Sql | null, counted: string | null): Sql {
  const parts: Sql[] = [];
  if (totals !== null) {
    parts.push(sql`
      (
        ${totals}
      ) as a
    `);
  }
  if (counted !== null) parts.push(sql`(select count(*) as count from ${name(counted)}) as n`);
  return sql`from ${parts.length === 1 ? parts[0]! : sql`${parts[0]!} cross join ${parts[1]!}`}`;
}

function cutSql({ limit, offset }: Page): Sql {
  return sql`
    limit ${parameter(limit, 'int')}
    ${offset === 0 ? sql`` : sql`offset ${parameter(offset, 'bigint')}`}
  `;
}

/** Orders rows by `orderBy`, then time, then the keys, with others last (docs/meaning.md#order). */
function orderSql(plan: Plan, { orderBy, metrics }: Page): Sql {
  const requested = orderBy.flatMap(({ key, of, direction, nulls }) => {
    const way = sql`${direction === 'desc' ? sql`desc` : sql`asc`} ${nulls === 'first' ? sql`nulls first` : sql`nulls last`}`;
    if (key === 'TIME') return [sql`a.${ANSWER_COLUMNS.slot} ${way}`];
    if (plan.groupBy.includes(key)) return [keyOrder(plan, key, way)];
    // Without a comparison the other parts are null in every row.
    const isThere = of === 'value' || metrics.some((metric) => metric.key === key && metric.previous !== null);
    return isThere ? [sql`a.${columnName({ metric: key, part: of })} ${way}`] : [];
  });
  const othersLast = plan.top === null ? [] : [sql`a.${ANSWER_COLUMNS.rank} is null`];
  return join([...requested, sql`a.${ANSWER_COLUMNS.slot}`, ...keysOrder(plan), ...othersLast], ', ');
}

/** Orders rows by rank with others last, then by the keys (docs/meaning.md#series). */
function seriesOrderSql(plan: Plan): Sql {
  const ranks = plan.top === null ? [] : [sql`a.${ANSWER_COLUMNS.rank} nulls last`];
  return join([...ranks, ...keysOrder(plan), sql`a.${ANSWER_COLUMNS.slot}`], ', ');
}

function keysOrder(plan: Plan): Sql[] {
  return plan.groupBy.map((dimension) => keyOrder(plan, dimension, sql`asc nulls last`));
}

function keyOrder(plan: Plan, dimension: string, way: Sql): Sql {
  return sql`${dimensionOrder(plan, dimension, sql`a.${name(dimension)}`)} ${way}`;
}
