import { EVERYTHING } from '../../../src/policy/policy';
import * as fc from 'fast-check';
import type { Grain } from '../../../src/time/grain';
import type { Metric, Registry } from '../../../src/model/registry';
import type { DimensionFilter, MetricQuery, NumberFilter, Order } from '../../../src/query/query';
import { calendarOf } from '../evaluator/evaluate';
import type { Data } from '../evaluator/data';
import { GRAINS, grainsFrom } from '../evaluator/grains';
import { resolveRange } from '../evaluator/range';
import { kindOf } from '../coverage/kindName';
import type { AsOfDraft } from './asOf';
import { asOfDraft, withAsOf } from './asOf';
import type { FilterDraft } from './filter';
import { filterDraft, resolveFilter } from './filter';
import type { CompareDraft } from './compare';
import { compareDraft, resolveCompare } from './compare';
import type { HavingDraft } from './having';
import { havingDraft, resolveHaving } from './having';
import { resolveInstant } from './instants';
import type { RangeDraft } from './range';
import { rangeDraft, resolveTimeRange } from './range';
import type { Scene } from './scene';
import { ZONES } from './scene';
import type { TopDraft } from './top';
import { resolveTop, topDraft } from './top';

/** A query whose names are still numbers. They become names that the registry allows together. */
export interface QueryDraft {
  /** Null: the whole range. */
  readonly grain: Grain | null;
  readonly anchor: number;
  readonly others: readonly number[];
  readonly groupBy: readonly number[];
  readonly where: FilterDraft;
  readonly having: HavingDraft;
  readonly top: TopDraft | null;
  readonly compare: CompareDraft | null;
  readonly range: RangeDraft;
  /** Null: the scene's zone. */
  readonly zone: number | null;
  readonly asOf: AsOfDraft;
  readonly fill: boolean;
  readonly orderBy: readonly (Omit<Order, 'key'> & { readonly key: number })[];
  readonly limit: number | null;
  readonly offset: number;
  readonly totals: boolean;
  readonly rowCount: boolean;
  readonly shares: boolean;
  /** Whether the query is for series, if it has a grain. */
  readonly series: boolean;
}

const pick = fc.nat(1000);

export const queryDraft: fc.Arbitrary<QueryDraft> = fc.record({
  grain: fc.oneof(
    ...(
      [
        ['day', 5],
        ['hour', 3],
        [null, 5],
        ['week', 3],
        ['month', 2],
        ['quarter', 1],
        ['year', 1],
      ] as const
    ).map(([grain, weight]) => ({ weight, arbitrary: fc.constant<Grain | null>(grain) })),
  ),
  anchor: pick,
  others: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: fc.array(pick, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(pick, { maxLength: 20, size: 'max' }) },
  ),
  groupBy: fc.array(pick, { maxLength: 3 }),
  where: filterDraft,
  having: havingDraft,
  top: fc.option(topDraft, { freq: 2 }),
  compare: fc.option(compareDraft, { freq: 2 }),
  range: rangeDraft,
  zone: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(ZONES.length - 1) }),
  asOf: asOfDraft,
  fill: fc.boolean(),
  orderBy: fc.array(
    fc.record({
      key: pick,
      of: fc.constantFrom('value', 'value', 'previous', 'change', 'difference'),
      direction: fc.constantFrom('asc', 'desc'),
      nulls: fc.constantFrom('last', 'first'),
    }),
    { maxLength: 3 },
  ),
  limit: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(12) }),
  offset: fc.oneof({ weight: 7, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(8) }),
  totals: fc.boolean(),
  rowCount: fc.boolean(),
  shares: fc.boolean(),
  series: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});

/** Limits the number of buckets and the length of the range, so that the evaluator stays fast. */
const MOST_BUCKETS = 130;
const LONGEST = 410 * 86_400_000;

/** A query that the registry allows: its metrics reach its dimensions and allow its grain. */
export function resolveQuery(registry: Registry, data: Data, scene: Scene, draft: QueryDraft): MetricQuery {
  const metrics = [...registry.metrics.values()];
  const asked = metrics.some((metric) => isAllowed(metric, draft.grain)) ? draft.grain : null;
  const allowed = metrics.filter((metric) => isAllowed(metric, asked));
  const anchor = anchorAt(allowed, draft.anchor);
  const reach = anchor.dimensions;
  const groupBy = reach.length === 0 ? [] : unique(draft.groupBy.map((n) => reach[n % reach.length]!));
  const within = reach.map((key) => registry.dimensions.get(key)!);
  const where = resolveFilter(draft.where, within, registry, data);
  const needed = [...groupBy, ...dimensionsOf(where)];
  const company = allowed.filter((metric) => needed.every((key) => metric.dimensions.includes(key)));
  const chosen = unique([anchor.key, ...draft.others.map((n) => company[n % company.length]!.key)]);
  const timeZone = draft.zone === null ? scene.zone : ZONES[draft.zone]!;
  const sortable = ['TIME', ...chosen, ...groupBy];
  const query: MetricQuery = {
    metrics: chosen,
    range: resolveTimeRange(scene, timeZone, asked === 'hour' ? { ...draft.range, wider: 0 } : draft.range),
    groupBy,
    grain: asked,
    timeZone,
    where,
    having: resolveHaving(draft.having, chosen),
    top: draft.top === null ? null : resolveTop(draft.top, chosen, groupBy),
    compare: null,
    fill: draft.fill,
    orderBy: draft.orderBy.map((order) => {
      const key = sortable[order.key % sortable.length]!;
      return { ...order, key, of: chosen.includes(key) ? order.of : 'value' };
    }),
    limit: draft.limit,
    offset: draft.offset,
    asOf: resolveInstant(scene, { days: 2, hour: 9, shift: 0 }),
    totals: draft.totals,
    rowCount: draft.rowCount,
    shares: draft.shares,
    overall: false,
    perEntity: false,
    policy: EVERYTHING,
  };
  const compared = (one: MetricQuery): MetricQuery =>
    draft.compare === null ? one : { ...one, compare: resolveCompare(draft.compare, one.grain) };
  const untimed = compared(withSmallEnoughGrain(query));
  // asOf moves a range that counts back from it.
  const timed = compared(withSmallEnoughGrain(withAsOf(untimed, scene, data, draft.asOf)));
  return draft.series && timed.grain !== null ? asSeries(timed) : timed;
}

/** A series includes overall numbers, all groups and all rows. */
function asSeries(query: MetricQuery): MetricQuery {
  return { ...query, overall: true, fill: true, having: EVERY_ROW, orderBy: [], limit: null, offset: 0 };
}
const EVERY_ROW: NumberFilter = { kind: 'all', of: [] };

/** Picks every kind of metric, and every movement, equally often, however many metrics it has. */
function anchorAt(metrics: readonly Metric[], n: number): Metric {
  const kind = (metric: Metric): string =>
    metric.definition.kind === 'movement' ? metric.definition.movement : kindOf(metric);
  const kinds = [...new Set(metrics.map(kind))];
  const ofKind = metrics.filter((metric) => kind(metric) === kinds[n % kinds.length]);
  return ofKind[Math.floor(n / kinds.length) % ofKind.length]!;
}

function isAllowed(metric: Metric, grain: Grain | null): boolean {
  return grain === null || grainsFrom(metric.grain).includes(grain);
}

/**
 * Takes a coarser grain if the range has too many buckets, and none if the range becomes too long.
 */
function withSmallEnoughGrain(query: MetricQuery): MetricQuery {
  if (query.grain === null) return query;
  const calendar = calendarOf(query.timeZone);
  const range = resolveRange(calendar, query);
  if (range.end - range.start > LONGEST) return { ...query, grain: null };
  if (calendar.overlapping(query.grain, range).length <= MOST_BUCKETS) return query;
  return withSmallEnoughGrain({ ...query, grain: GRAINS[GRAINS.indexOf(query.grain) + 1] ?? null });
}

/** Every dimension in the filter. */
export function dimensionsOf(filter: DimensionFilter): readonly string[] {
  switch (filter.kind) {
    case 'all':
    case 'any':
      return filter.of.flatMap(dimensionsOf);
    case 'not':
      return dimensionsOf(filter.of);
    default:
      return [filter.dimension];
  }
}

function unique<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
