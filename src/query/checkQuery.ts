import { gatewayError } from '../errors';
import { EVERYTHING, type Policy } from '../policy/policy';
import { dimensionsOf } from '../model/filterDimensions';
import { partIn, partsOf } from '../model/parts';
import type { Metric, Registry } from '../model/registry';
import { GRAINS, grainsFrom, type Grain } from '../time/grain';
import { isTimeZone, nearestTimeZone, zoneName } from '../time/zone';
import { ARGUMENTS } from './arguments';
import { checkComparison } from './checkComparison';
import { checkFilter } from './checkFilter';
import { checkHaving } from './checkHaving';
import { checkRange } from './checkRange';
import { checkTop } from './checkTop';
import { isPresent } from './isPresent';
import { unknownName } from './unknownName';
import type { MetricQuery, Order, QueryFrame, QueryPage } from './query';
import type { MetricRequest } from './request';
import { checkYears, parseInstant } from './timePoint';

/**
 * Checks a request against the registry, as far as the caller sees it. `now` is the moment of an
 * answer whose request has no `asOf`. Planning finds out what the range means on the calendar, and
 * whether it has too many buckets (only the number in `last` is checked here).
 * Errors: every code that names a mistake of the caller, with a hint.
 */
export function checkQuery(
  registry: Registry,
  request: MetricRequest,
  now: number,
  policy: Policy = EVERYTHING,
): MetricQuery {
  const asOf = typeof request.asOf === 'string' ? parseInstant(request.asOf, 'asOf') : (request.asOf ?? now);
  const metrics = checkMetrics(registry, request.metrics);
  const keys = metrics.map(({ key }) => key);
  const groupBy = [...new Set(request.groupBy ?? ARGUMENTS.groupBy.defaultValue)];
  for (const key of groupBy) {
    if (!registry.dimensions.has(key)) throw unknownName('dimension', key, registry.dimensions.keys());
  }
  const where = checkFilter(registry, request.where);
  checkReach(registry, metrics, [...groupBy, ...dimensionsOf(where)]);
  const grain = request.grain ?? null;
  if (grain !== null) checkGrain(registry, metrics, grain);
  const timeZone = checkTimeZone(request.timeZone ?? registry.timeZone);
  checkYears(asOf, `\`asOf\` is ${new Date(asOf).toISOString()}`);
  const compare = checkComparison(request.compare, grain);
  const frame: QueryFrame = {
    range: checkRange(request.range, registry.limits.maxBuckets),
    groupBy,
    grain,
    timeZone,
    where,
    having: checkHaving(registry, request.having, keys),
    top: checkTop(registry, request.top, { metrics: keys, groupBy }),
    compare,
    fill: request.fill ?? ARGUMENTS.fill.defaultValue,
    asOf,
    perEntity: false,
    policy,
  };
  const page: QueryPage = {
    metrics: keys,
    orderBy: checkOrder(registry, request.orderBy ?? [], { metrics: keys, groupBy, isCompared: compare !== null }),
    ...checkPage(request, registry.limits.maxRows),
    totals: request.totals ?? ARGUMENTS.totals.defaultValue,
    rowCount: request.rowCount ?? ARGUMENTS.rowCount.defaultValue,
    shares: request.shares ?? ARGUMENTS.shares.defaultValue,
    overall: request.overall ?? ARGUMENTS.overall.defaultValue,
  };
  return { frame, page, isAsOfNow: !isPresent(request.asOf) };
}

function checkTimeZone(timeZone: string): string {
  if (isTimeZone(timeZone)) return zoneName(timeZone);
  // Comparing a long text with every zone takes seconds.
  const nearest = timeZone.length > 100 ? null : nearestTimeZone(timeZone);
  throw gatewayError('UNKNOWN_TIME_ZONE', { timeZone, nearest });
}

function checkMetrics(registry: Registry, keys: readonly string[]): Metric[] {
  const metrics = [...new Set(keys)].map((key) => {
    const metric = registry.metrics.get(key);
    if (metric === undefined) throw unknownName('metric', key, registry.metrics.keys());
    return metric;
  });
  if (metrics.length === 0) throw gatewayError('NO_METRIC', {});
  const max = registry.limits.maxMetrics;
  if (metrics.length > max) throw gatewayError('TOO_MANY_METRICS', { count: metrics.length, max });
  return metrics;
}

/**
 * Checks that every metric reaches the dimensions of the query. Errors: DIMENSION_NOT_AVAILABLE.
 */
export function checkReach(registry: Registry, metrics: readonly Metric[], dimensions: readonly string[]): void {
  for (const metric of metrics) {
    const { dimensions: available } = metric;
    const dimension = dimensions.find((one) => !available.includes(one));
    if (dimension === undefined) continue;
    const part = failingPart(registry, metric, (one) => !one.dimensions.includes(dimension));
    throw gatewayError('DIMENSION_NOT_AVAILABLE', { metric: metric.key, part, dimension, available });
  }
}

function checkGrain(registry: Registry, metrics: readonly Metric[], grain: Grain): void {
  if (!GRAINS.includes(grain)) throw unknownName('grain', grain, GRAINS);
  for (const metric of metrics) {
    const available = grainsFrom(metric.grain);
    if (available.includes(grain)) continue;
    const part = failingPart(registry, metric, (one) => !grainsFrom(one.grain).includes(grain));
    throw gatewayError('GRAIN_NOT_AVAILABLE', { metric: metric.key, part, grain, available });
  }
}

/** The deepest part of a metric that fails a test; null if the metric itself is the cause. */
function failingPart(registry: Registry, metric: Metric, fails: (part: Metric) => boolean): string | null {
  const part = partsOf(metric.definition)
    .map((key) => partIn(registry, key))
    .find(fails);
  if (part === undefined) return null;
  const deepest = failingPart(registry, part, fails);
  // If the part is hidden from the caller, the metric that contains it is named.
  return deepest ?? (registry.metrics.has(part.key) ? part.key : null);
}

function checkOrder(
  registry: Registry,
  orderBy: NonNullable<MetricRequest['orderBy']>,
  { metrics, groupBy, isCompared }: { metrics: readonly string[]; groupBy: readonly string[]; isCompared: boolean },
): Order[] {
  return orderBy.map(({ key, of, direction, nulls }) => {
    const order: Order = { key, of: of ?? 'value', direction: direction ?? 'asc', nulls: nulls ?? 'last' };
    const isMetric = metrics.includes(key);
    if (isMetric || key === 'TIME' || groupBy.includes(key)) {
      if (order.of === 'value' || (isMetric && isCompared)) return order;
      throw gatewayError('BAD_ORDER', { key, of: order.of.toUpperCase(), isMetric });
    }
    if (registry.metrics.has(key)) {
      throw gatewayError('METRIC_NOT_SELECTED', { metric: key, where: '`orderBy`', selected: metrics });
    }
    if (registry.dimensions.has(key)) {
      throw gatewayError('DIMENSION_NOT_GROUPED', { dimension: key, where: '`orderBy`', groupBy });
    }
    throw unknownName('order key', key, ['TIME', ...metrics, ...groupBy]);
  });
}

function checkPage(request: MetricRequest, max: number): { limit: number | null; offset: number } {
  const limit = request.limit ?? null;
  const offset = request.offset ?? ARGUMENTS.offset.defaultValue;
  if (limit !== null && (limit < 0 || !Number.isInteger(limit))) {
    throw gatewayError('BAD_PAGE', { argument: 'limit', value: limit });
  }
  if (offset < 0 || !Number.isInteger(offset)) throw gatewayError('BAD_PAGE', { argument: 'offset', value: offset });
  if (limit !== null && limit > max) throw gatewayError('RESULT_TOO_LARGE', { max, limit, pages: true });
  return { limit, offset };
}
