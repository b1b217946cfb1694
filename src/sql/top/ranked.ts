import type { Page, Plan, PlannedMetric } from '../../plan/plan';
import type { Top } from '../../query/query';
import { asCompared } from '../columns';
import { write } from '../dialect';
import { unless, valueSql } from '../formulas';
import { join, name, parameter, sql, type Sql } from '../fragment';
import { readingsOf, type Readings } from '../metricReadings';
import { dimensionOrder } from '../order';
import { branchesOf } from '../readings';
import type { BranchView, PlanContext } from '../readings/branch';
import { keyName } from '../scan/keys';
import { foundByBranches, HAS_ROWS, rangeTotalSql } from '../stitch';
import type { Stitched } from '../stitched';
import { guardedSql, hiddenSql } from '../suppressed';

/** The column with the rank of a kept group; null for the others. */
export const RANK = name('rank');

/** The groups that `top` keeps, in order of their ranks: `key, rank` (docs/meaning.md#top). */
export function rankedSql(context: PlanContext, readings: Readings, page: Page, top: Top, cells: string): Sql {
  const { plan } = context;
  const { current } = page.metrics.find(({ key }) => key === top.by)!;
  // Groups are ranked by the current period alone.
  const planned: PlannedMetric = { key: top.by, current, previous: null };
  const own = readingsOf(readings, [current]);
  const keys = rankedKeys(plan, top);
  const view: BranchView = { placement: 'rangeTotal', keys, personKey: null, othersSuffix: null, cells };
  const stitched: Stitched = { keys: keys.map(keyName), readings: own };
  const direction = top.direction === 'desc' ? sql`desc` : sql`asc`;
  const order = [
    sql`${unless(hiddenSql(readings, planned, 'current'), valueSql(readings, current, 'rangeTotal'))} ${direction} nulls last`,
    ...keys.map((index) => {
      const key = dimensionOrder(plan, plan.groupBy[index]!, sql`c.${keyName(index)}`);
      return sql`${key} nulls last`;
    }),
  ];
  const rows = sql`(
      ${rangeTotalSql(stitched, foundByBranches(branchesOf({ ...context, view }, own), own), cells)}
    )`;
  const visible = sql`c.${name(HAS_ROWS)} is not null`;
  const guarded =
    plan.personKeyIndex === null
      ? rows
      : sql`(
        ${guardedSql(plan, readings, [planned], { rows, keys, together: [], last: [], visible })}
      )`;
  return sql`
    select ${rankedKey(context, top, 'c')} as key, ${write('cast', sql`row_number() over (order by ${join(order, ', ')})`, 'int')} as ${RANK}
    from ${guarded} as c
    where ${visible}
    order by ${RANK}
    limit ${parameter(top.n, 'int')}
  `;
}

/** The dimensions that `top` ranks, as indexes in `groupBy`. */
export function rankedKeys({ groupBy }: Plan, { of }: Top): number[] {
  return of.map((dimension) => groupBy.indexOf(dimension));
}

/** The ranked keys of a row as one value. */
export function rankedKey({ plan }: PlanContext, top: Top, alias: string): Sql {
  const [only, ...more] = rankedKeys(plan, top);
  const key = (index: number) => sql`${name(alias)}.${keyName(index)}`;
  if (more.length > 0) {
    return write(
      'tuple',
      [only!, ...more].map((index) => write('cast', key(index), 'text')),
    );
  }
  // Tables may have an id in columns of different width.
  return write('tuple', [asCompared(key(only!), plan.keyTypes[only!]!)]);
}
