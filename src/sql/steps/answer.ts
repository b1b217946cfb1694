import { changeColumns, columnName, metricColumns, type MetricColumn } from '../formulas';
import { combine } from '../conditions';
import { join, name, sql, type Sql } from '../fragment';
import type { BranchView } from '../readings/branch';
import { keyName } from '../scan/keys';
import { ANSWER_COLUMNS } from '../sections';
import { HAS_ROWS } from '../stitch';
import { guardedSql } from '../suppressed';
import { RANK } from '../top/ranked';
import type { PageContext } from './context';
import { hasNullGroup, keyIndexes, leavesOutGroups } from './shape';

interface Answered {
  readonly sql: Sql;
  readonly columns: readonly MetricColumn[];
}

interface AnsweredCells {
  readonly cells: string;
  readonly placement: BranchView['placement'];
  readonly isGrouped: boolean;
}

/** Readings turned into metrics, and these compared with the other period. */
export function answerSql(context: PageContext, answered: AnsweredCells): Answered {
  const { plan, readings, page } = context;
  const { placement, isGrouped } = answered;
  const { metrics, shares } = page;
  const together = isGrouped && plan.perEntity ? [keyName(0)] : [];
  const columns = metricColumns(readings, { metrics, shares, together }, placement);
  const changes = changeColumns(metrics);
  const keys = isGrouped ? plan.groupBy.map((dimension, key) => sql`c.${keyName(key)} as ${name(dimension)}`) : [];
  if (isGrouped && plan.top !== null) keys.push(sql`c.${RANK} as ${ANSWER_COLUMNS.rank}`);
  if (isGrouped && placement === 'rangeTotal') keys.push(sql`c.${name(HAS_ROWS)} as ${ANSWER_COLUMNS.hasRows}`);
  const named = columns.map((column) => sql`${column.sql} as ${columnName(column)}`);
  const numbers = sql`
    select
      ${join([sql`c.slot as ${ANSWER_COLUMNS.slot}`, ...keys, ...named], ',\n')}
    from ${rowsSql(context, answered, together)} as c
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

/** The cells; with a column for each number that rests on too few people, where that matters. */
function rowsSql(context: PageContext, { cells, placement, isGrouped }: AnsweredCells, together: readonly Sql[]): Sql {
  const { plan, readings, page } = context;
  if (plan.personKeyIndex === null) return name(cells);
  return sql`(
        ${guardedSql(plan, readings, page.metrics, {
          rows: name(cells),
          keys: isGrouped ? keyIndexes(plan) : [],
          together,
          last: isGrouped && plan.top !== null ? [sql`c.${RANK} nulls last`] : [],
          visible: isGrouped ? visibleGroupsSql(context, placement) : null,
        })}
      )`;
}

/** The groups that the answer has; others only contribute to its shares. Null: all. */
function visibleGroupsSql({ plan, page }: PageContext, placement: BranchView['placement']): Sql | null {
  const conditions = placement === 'rangeTotal' && !hasNullGroup(plan) ? [sql`c.${name(HAS_ROWS)} is not null`] : [];
  if (leavesOutGroups(plan, page)) conditions.push(sql`c.${RANK} is not null`);
  return conditions.length === 0 ? null : combine(conditions, 'and');
}
