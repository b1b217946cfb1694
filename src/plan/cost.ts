import { matchKind } from '../model/byKind';
import type { DimensionFilter } from '../query/query';
import type { Estimates } from './estimates';
import type { Plan } from './plan';
import type { PricedScan, ScanRows } from './scan';

/** Numbers that a point pays for. */
const NUMBERS_PER_POINT = 1_000;

/** The estimated cost of a query before it runs, with its parts. */
export interface Cost {
  /** Whole points, at least one. */
  readonly points: number;
  readonly scans: number;
  /** Buckets of the answer. */
  readonly buckets: number;
  /** Estimated number of groups. */
  readonly groups: number;
  readonly metrics: number;
}

/**
 * The cost of a plan's statement. Each scan makes numbers: its buckets × its estimated groups × the
 * values that metrics take from it. A thousand numbers cost one point (docs/operations.md#cost).
 * The same question always costs the same, however busy the database is.
 */
export function costOf(plan: Plan, estimates: Estimates): Cost {
  const { groupBy, where, buckets, pages } = plan;
  const metrics = new Set(pages.flatMap(({ metrics: own }) => own.map(({ key }) => key))).size;
  return priceOf(
    { scans: plan.pricedScans ?? plan.scans, groupBy, where, buckets: buckets.length, metrics },
    estimates,
  );
}

/** The parts of any plan that decide its price. */
export interface Priced extends Pick<Plan, 'groupBy' | 'where'> {
  readonly scans: readonly PricedScan[];
  readonly buckets: number;
  readonly metrics: number;
  /** Numbers of each group beside those of scans. */
  readonly numbers?: number;
}

/** The cost of a statement that reads these scans. */
export function priceOf({ scans, groupBy, where, buckets, metrics, numbers = 0 }: Priced, estimates: Estimates): Cost {
  const groups = groupsOf(groupBy, where, estimates);
  const all = scans.reduce((sum, scan) => sum + numbersOf(scan, where, estimates), numbers * groups);
  return { points: Math.max(1, Math.ceil(all / NUMBERS_PER_POINT)), scans: scans.length, buckets, groups, metrics };
}

/** A scan of a table's whole history costs this many numbers more. */
const WHOLE_TABLE = 10_000;
const EXTRA_NUMBERS: { readonly [K in ScanRows['kind']]: number } = {
  dated: 0,
  first: WHOLE_TABLE,
  interval: WHOLE_TABLE,
};

function numbersOf({ rows, edges, keys, values }: PricedScan, where: DimensionFilter, estimates: Estimates): number {
  const groups = groupsOf(
    keys.map(({ dimension }) => dimension),
    where,
    estimates,
  );
  return edges.length * groups * Math.max(1, values.length) + EXTRA_NUMBERS[rows.kind];
}

/**
 * No answer has more groups. Without this bound, several dimensions of a million values each would
 * exceed what a number can hold.
 */
const MOST_GROUPS = 1_000_000;

function groupsOf(dimensions: readonly string[], where: DimensionFilter, estimates: Estimates): number {
  return dimensions.reduce(
    (groups, dimension) =>
      Math.min(
        MOST_GROUPS,
        groups * Math.max(1, Math.min(estimates.get(dimension) ?? 1, filteredValueCount(where, dimension))),
      ),
    1,
  );
}

/**
 * The number of values of a dimension that pass a filter; Infinity if the filter does not name
 * them.
 */
function filteredValueCount(where: DimensionFilter, dimension: string): number {
  const unknown = () => Infinity;
  return matchKind<DimensionFilter, number, []>(where, {
    all: ({ of }) => Math.min(Infinity, ...of.map((one) => filteredValueCount(one, dimension))),
    // A text has many spellings if case is ignored.
    in: (leaf) => (leaf.dimension === dimension && leaf.ignoreCase !== true ? leaf.values.length : Infinity),
    null: (leaf) => (leaf.dimension === dimension ? 1 : Infinity),
    any: unknown,
    not: unknown,
    gt: unknown,
    gte: unknown,
    lt: unknown,
    lte: unknown,
    contains: unknown,
    startsWith: unknown,
    endsWith: unknown,
  });
}
