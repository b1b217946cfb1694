import type { Plan } from '../../plan/plan';
import type { Reading } from '../../plan/reading';
import type { Scan } from '../../plan/scan';
import type { Top } from '../../query/query';
import { write } from '../dialect';
import { join, name, ordinals, sql, type Sql } from '../fragment';
import { isAddedUp, type BranchView, type PlanContext } from '../readings/branch';
import { CELLS } from '../readings/summed';
import { cellColumns, keyName } from '../scan/keys';
import { togetherSql } from '../scan/values';
import { rankedKey, rankedKeys } from './ranked';

/** A scan without the rows of kept groups, the keys that separate its groups, and its suffix. */
export interface OthersScan {
  readonly scan: Scan;
  readonly keys: readonly number[];
  readonly suffix: string;
}

/** The end of the names of scans whose groups are separated by person. */
export const PEOPLE_SUFFIX = '_people';

/** The scans that give the numbers of others, and those that give their people. */
export function othersScansOf(context: PlanContext, top: Top, readings: readonly Reading[]): OthersScan[] {
  if (!top.others) return [];
  const { plan } = context;
  const scansOf = (some: readonly Reading[]) => {
    const ids = new Set(some.map(({ scan }) => scan));
    return plan.scans.filter(({ id }) => ids.has(id));
  };
  const keys = othersKeys(plan, top);
  const withPeople = readings.filter(({ people }) => people);
  return [
    ...scansOf(recomputedForOthers(context, top, readings)).map((scan) => ({ scan, keys, suffix: '' })),
    ...scansOf(withPeople).map((scan) => ({
      scan,
      keys: [...new Set([...keys, plan.personKeyIndex!])],
      suffix: PEOPLE_SUFFIX,
    })),
  ];
}

/** Readings whose number for `others` is not the sum of the numbers of its groups. */
export function recomputedForOthers(context: PlanContext, top: Top, readings: readonly Reading[]): Reading[] {
  const view: BranchView = {
    placement: 'rows',
    keys: othersKeys(context.plan, top),
    personKey: null,
    othersSuffix: null,
    cells: CELLS,
  };
  return readings.filter((reading) => !isAddedUp({ ...context, view }, reading));
}

/** The rows of a scan outside the kept groups: one for each cell, entity and group. */
export function othersScanSql(
  context: PlanContext,
  top: Top,
  { scan, keys, ranked }: Pick<OthersScan, 'scan' | 'keys'> & { readonly ranked: string },
): Sql {
  const entity = scan.entity === null ? [] : [sql`s.entity`];
  const groups = [...cellColumns(scan, 's'), ...entity, ...keys.map((index) => sql`s.${keyName(index)}`)];
  const isKept = write('isMatched', {
    values: [rankedKey(context, top, 's')],
    columns: [sql`t.key`],
    from: sql`from ${name(ranked)} as t`,
    where: null,
  });
  const sums = scan.values.map(({ id, fn }) => sql`${togetherSql(fn, sql`s.${name(id)}`)} as ${name(id)}`);
  return sql`
    select ${join([...groups, ...sums], ', ')}
    from ${name(scan.id)} as s
    where not ${isKept}
    group by ${ordinals(groups.length)}
  `;
}

/** The dimensions of `groupBy` that `top` does not rank. */
export function othersKeys(plan: Plan, top: Top): number[] {
  const ranked = rankedKeys(plan, top);
  return plan.groupBy.flatMap((_, index) => (ranked.includes(index) ? [] : [index]));
}
