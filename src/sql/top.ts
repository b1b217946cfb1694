import type { Page, Plan, PlannedMetric, Reading, Scan } from '../plan/plan';
import type { Top } from '../query/query';
import { branchesOf, isWanted, peopleBranches } from './readings';
import { CELLS } from './readings/summed';
import { isAddedUp, peopleColumn, type BranchContext, type BranchView } from './readings/branch';
import { unless, valueSql } from './formulas';
import { readingsOf, type Readings } from './metricReadings';
import { asCompared, columnOf } from './columns';
import { combine } from './conditions';
import { join, name, NOTHING, ordinals, parameter, sql, type Sql } from './fragment';
import { cellColumns, keyName } from './scan/keys';
import { togetherSql } from './scan/values';
import { guardedSql, hiddenSql } from './suppressed';
import {
  addedUp,
  branchSql,
  contributes,
  foundByBranches,
  HAS_ROWS,
  readingColumns,
  rangeTotalSql,
  type Stitched,
} from './stitch';

/** The column that tells kept groups by their rank, and others by having none. */
export const RANK = name('rank');

/** The groups of cells that are kept, in the order of their ranks: `key, place` (docs/meaning.md#top). */
export function rankedSql(
  context: Omit<BranchContext, 'view'>,
  readings: Readings,
  page: Page,
  top: Top,
  cells: string,
): Sql {
  const { plan } = context;
  const { current } = page.metrics.find(({ key }) => key === top.by)!;
  // Nothing is ranked by what it is compared with.
  const planned: PlannedMetric = { key: top.by, current, previous: null };
  const own = readingsOf(readings, [current]);
  const keys = keyIndexesOf(plan, top);
  const view: BranchView = { placement: 'rangeTotal', keys, othersSuffix: null, cells };
  const stitched: Stitched = { keys: keys.map(keyName), readings: own };
  const direction = top.direction === 'desc' ? sql`desc` : sql`asc`;
  const order = [
    sql`${unless(hiddenSql(readings, planned, 'current'), valueSql(readings, current, 'rangeTotal'))} ${direction} nulls last`,
    ...keys.map((index) => {
      const text = plan.textKeys.includes(plan.groupBy[index]!) ? sql` collate "C"` : sql``;
      return sql`c.${keyName(index)}${text} nulls last`;
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
    select ${tuple(context, top, 'c')} as key, row_number() over (order by ${join(order, ', ')})::int as ${RANK}
    from ${guarded} as c
    where ${visible}
    order by ${RANK}
    limit ${parameter(top.n, 'int')}
  `;
}

/**
 * Cells with the groups that are not kept as one, without a place. What adds up over groups is added up; the rest is counted anew over what
 * is left of scans. With `leftOut` those groups are no group at all.
 */
export function foldedSql(
  context: Omit<BranchContext, 'view'>,
  { keys, readings }: Stitched,
  top: Top,
  from: {
    readonly cells: string;
    readonly top: string;
    readonly placement: BranchView['placement'];
    readonly othersSuffix: string;
    readonly leftOut: boolean;
  },
): Sql {
  const { plan } = context;
  const columns = readingColumns(readings);
  const ranked = keyIndexesOf(plan, top);
  const anew = countedAnew(context, top, readings);
  const withPeople = readings.filter(({ people }) => people);
  // People are counted anew whatever adds up.
  const alone = new Set([...readingColumns(anew), ...withPeople.map(peopleColumn)]);
  const kept = sql`t.${RANK} is not null`;
  const own = keys.map((key, index) =>
    ranked.includes(index) && !from.leftOut ? sql`case when ${kept} then c.${key} end` : sql`c.${key}`,
  );
  const values = columns.map((column) =>
    alone.has(column) && !from.leftOut ? sql`case when ${kept} then c.${name(column)} end` : sql`c.${name(column)}`,
  );
  const found = sql`
    select ${join([sql`c.slot`, ...own, sql`t.${RANK}`, ...values], ', ')}
    from ${name(from.cells)} as c
    ${from.leftOut ? sql`join` : sql`left join`} ${name(from.top)} as t on t.key = ${tuple(context, top, 'c')}
  `;
  const all = [...keys, RANK];
  if (from.leftOut) return found;
  if (!top.others) return addedUp([found], all, columns);
  const view: BranchView = {
    placement: from.placement,
    keys: othersKeys(plan, top),
    othersSuffix: from.othersSuffix,
    cells: from.cells,
  };
  const numbers = branchesOf({ ...context, view }, anew.map(withoutPeople));
  const people: BranchContext = { ...context, view: { ...view, othersSuffix: `${from.othersSuffix}${PEOPLE}` } };
  const counted = withPeople.filter((reading) => isWanted(reading, people));
  const othersSelects = [...numbers, ...peopleBranches(people, counted)].map((branch) => {
    const branchKeys = keys.map((_, index) => (ranked.includes(index) ? null : branch.keys[view.keys.indexOf(index)]!));
    return branchSql(branch, [...branchKeys, null], columns, false);
  });
  // Where nobody is left to be counted, there are no others.
  const contributing = from.placement === 'rows' ? sql`having ${combine(readings.map(contributes), 'or')}` : NOTHING;
  return sql`
    ${addedUp([found, ...othersSelects], all, columns)}
    ${contributing}
  `;
}

/** What is left of a scan for others, told apart by these keys, and what its name ends with. */
interface OthersScan {
  readonly scan: Scan;
  readonly keys: readonly number[];
  readonly suffix: string;
}

/** What the names of rests end with that are told apart by people. */
const PEOPLE = '_people';

/** The scans whose rest has to be counted anew for others, and those of which people have to be. */
export function othersScansOf(
  context: Omit<BranchContext, 'view'>,
  top: Top,
  readings: readonly Reading[],
): OthersScan[] {
  if (!top.others) return [];
  const { plan } = context;
  const scansOf = (some: readonly Reading[]) => {
    const ids = new Set(some.map(({ scan }) => scan));
    return plan.scans.filter(({ id }) => ids.has(id));
  };
  const keys = othersKeys(plan, top);
  const withPeople = readings.filter(({ people }) => people);
  return [
    ...scansOf(countedAnew(context, top, readings)).map((scan) => ({ scan, keys, suffix: '' })),
    ...scansOf(withPeople).map((scan) => ({
      scan,
      keys: [...new Set([...keys, plan.personKeyIndex!])],
      suffix: PEOPLE,
    })),
  ];
}

function withoutPeople(reading: Reading): Reading {
  return { ...reading, people: false };
}

/** Readings whose number of others is not the sum of their groups'. */
function countedAnew(context: Omit<BranchContext, 'view'>, top: Top, readings: readonly Reading[]): Reading[] {
  const view: BranchView = { placement: 'rows', keys: othersKeys(context.plan, top), othersSuffix: null, cells: CELLS };
  return readings.filter((reading) => !isAddedUp({ ...context, view }, reading));
}

/** What is left of a scan without the kept groups: one row for each cell, entity and group by the keys. */
export function othersScanSql(
  context: Pick<BranchContext, 'registry' | 'plan'>,
  top: Top,
  { scan, keys, ranked }: Pick<OthersScan, 'scan' | 'keys'> & { readonly ranked: string },
): Sql {
  const entity = scan.entity === null ? [] : [sql`s.entity`];
  const groups = [...cellColumns(scan, 's'), ...entity, ...keys.map((index) => sql`s.${keyName(index)}`)];
  const sums = scan.values.map(({ id, fn }) => sql`${togetherSql(fn, sql`s.${name(id)}`)} as ${name(id)}`);
  return sql`
    select ${join([...groups, ...sums], ', ')}
    from ${name(scan.id)} as s
    where not exists (select from ${name(ranked)} as t where t.key = ${tuple(context, top, 's')})
    group by ${ordinals(groups.length)}
  `;
}

function keyIndexesOf({ groupBy }: Plan, { of }: Top): number[] {
  return of.map((dimension) => groupBy.indexOf(dimension));
}

function othersKeys(plan: Plan, top: Top): number[] {
  const ranked = keyIndexesOf(plan, top);
  return plan.groupBy.flatMap((_, index) => (ranked.includes(index) ? [] : [index]));
}

/** Keys as one value: arrays are equal where both have null, and can be hashed. */
function tuple({ registry, plan }: Pick<BranchContext, 'registry' | 'plan'>, top: Top, alias: string): Sql {
  const [only, ...more] = keyIndexesOf(plan, top);
  const key = (index: number) => sql`${name(alias)}.${keyName(index)}`;
  if (more.length > 0) {
    const texts = [only!, ...more].map((index) => sql`${key(index)}::text`);
    return sql`array[${join(texts, ', ')}]`;
  }
  // Tables may have an id in columns of different width.
  const { table, column } = registry.dimensions.get(plan.groupBy[only!]!)!;
  return sql`array[${asCompared(key(only!), columnOf(registry, table, column))}]`;
}
