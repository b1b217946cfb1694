import type { Page, Plan, Reading, Scan } from '../plan/plan';
import type { Top } from '../query/query';
import { armsOf } from './arms';
import { CELLS } from './arms/summed';
import { isAddedUp, type ArmContext, type View } from './arms/arm';
import { readingsOf, valueSql, type Readings } from './formulas';
import { combine } from './conditions';
import { join, name, NOTHING, ordinals, parameter, sql, type Sql } from './fragment';
import { keyName } from './scan/keys';
import { togetherSql } from './scan/values';
import { addedUp, armSql, contributes, foundByArms, KNOWN, readingColumns, wholeSql, type Stitched } from './stitch';

/** The column that tells kept groups by their rank, and others by having none. */
export const PLACE = name('place');

/** The groups of cells that are kept, in the order of their ranks: `key, place` (docs/meaning.md#top). */
export function rankedSql(
  context: Omit<ArmContext, 'view'>,
  readings: Readings,
  page: Page,
  top: Top,
  cells: string,
): Sql {
  const { plan } = context;
  const { current } = page.metrics.find(({ key }) => key === top.by)!;
  const own = readingsOf(readings, [current]);
  const keys = placesOf(plan, top);
  const view: View = { placement: 'whole', keys, rest: null, cells };
  const stitched: Stitched = { keys: keys.map(keyName), readings: own };
  const direction = top.direction === 'desc' ? sql`desc` : sql`asc`;
  const order = [
    sql`${valueSql(readings, current, 'whole')} ${direction} nulls last`,
    ...keys.map((index) => {
      const text = plan.textKeys.includes(plan.groupBy[index]!) ? sql` collate "C"` : sql``;
      return sql`c.${keyName(index)}${text} nulls last`;
    }),
  ];
  return sql`
    select ${tuple(plan, top, 'c')} as key, row_number() over (order by ${join(order, ', ')})::int as ${PLACE}
    from (
      ${wholeSql(stitched, foundByArms(armsOf({ ...context, view }, own), own), cells)}
    ) as c
    where c.${name(KNOWN)} is not null
    order by ${PLACE}
    limit ${parameter(top.n, 'int')}
  `;
}

/**
 * Cells with the groups that are not kept as one, without a place. What adds up over groups is added up; the rest is counted anew over what
 * is left of scans. With `leftOut` those groups are no group at all.
 */
export function foldedSql(
  context: Omit<ArmContext, 'view'>,
  { keys, readings }: Stitched,
  top: Top,
  from: {
    readonly cells: string;
    readonly top: string;
    readonly placement: View['placement'];
    readonly rest: string;
    readonly leftOut: boolean;
  },
): Sql {
  const { plan } = context;
  const columns = readingColumns(readings);
  const ranked = placesOf(plan, top);
  const anew = countedAnew(context, top, readings);
  const alone = new Set(readingColumns(anew));
  const kept = sql`t.${PLACE} is not null`;
  const own = keys.map((key, index) =>
    ranked.includes(index) && !from.leftOut ? sql`case when ${kept} then c.${key} end` : sql`c.${key}`,
  );
  const values = columns.map((column) =>
    alone.has(column) && !from.leftOut ? sql`case when ${kept} then c.${name(column)} end` : sql`c.${name(column)}`,
  );
  const found = sql`
    select ${join([sql`c.slot`, ...own, sql`t.${PLACE}`, ...values], ', ')}
    from ${name(from.cells)} as c
    ${from.leftOut ? sql`join` : sql`left join`} ${name(from.top)} as t on t.key = ${tuple(plan, top, 'c')}
  `;
  const all = [...keys, PLACE];
  if (from.leftOut) return found;
  if (!top.others) return addedUp([found], all, columns);
  const view: View = { placement: from.placement, keys: restKeys(plan, top), rest: from.rest, cells: from.cells };
  const rest = armsOf({ ...context, view }, anew).map((arm) => {
    const armKeys = keys.map((_, index) => (ranked.includes(index) ? null : arm.keys[view.keys.indexOf(index)]!));
    return armSql(arm, [...armKeys, null], columns, false);
  });
  // Where nobody is left to be counted, there are no others.
  const contributing = from.placement === 'rows' ? sql`having ${combine(readings.map(contributes), 'or')}` : NOTHING;
  return sql`
    ${addedUp([found, ...rest], all, columns)}
    ${contributing}
  `;
}

/** The scans whose rest has to be counted anew for others. */
export function restScans(context: Omit<ArmContext, 'view'>, top: Top, readings: readonly Reading[]): Scan[] {
  if (!top.others) return [];
  const anew = new Set(countedAnew(context, top, readings).map(({ scan }) => scan));
  return context.plan.scans.filter(({ id }) => anew.has(id));
}

/** Readings whose number of others is not the sum of their groups'. */
function countedAnew(context: Omit<ArmContext, 'view'>, top: Top, readings: readonly Reading[]): Reading[] {
  const view: View = { placement: 'rows', keys: restKeys(context.plan, top), rest: null, cells: CELLS };
  return readings.filter((reading) => !isAddedUp({ ...context, view }, reading));
}

/** What is left of a scan without the kept groups: one row for each cell, entity and group by the other dimensions. */
export function restSql(plan: Plan, top: Top, scan: Scan, ranked: string): Sql {
  const cells = scan.rows.kind === 'interval' ? [sql`s.cell`, sql`s.until_cell`] : [sql`s.cell`];
  const entity = scan.entity === null ? [] : [sql`s.entity`];
  const groups = [...cells, ...entity, ...restKeys(plan, top).map((index) => sql`s.${keyName(index)}`)];
  const sums = scan.values.map(({ id, fn }) => sql`${togetherSql(fn, sql`s.${name(id)}`)} as ${name(id)}`);
  return sql`
    select ${join([...groups, ...sums], ', ')}
    from ${name(scan.id)} as s
    where not exists (select from ${name(ranked)} as t where t.key = ${tuple(plan, top, 's')})
    group by ${ordinals(groups.length)}
  `;
}

function placesOf({ groupBy }: Plan, { of }: Top): number[] {
  return of.map((dimension) => groupBy.indexOf(dimension));
}

function restKeys(plan: Plan, top: Top): number[] {
  const ranked = placesOf(plan, top);
  return plan.groupBy.flatMap((_, index) => (ranked.includes(index) ? [] : [index]));
}

/** Keys as one value: arrays are equal where both have null, and can be hashed. */
function tuple(plan: Plan, top: Top, alias: string): Sql {
  const keys = placesOf(plan, top).map((index) => sql`${name(alias)}.${keyName(index)}`);
  return keys.length === 1
    ? sql`array[${keys[0]!}]`
    : sql`array[${join(
        keys.map((key) => sql`${key}::text`),
        ', ',
      )}]`;
}
