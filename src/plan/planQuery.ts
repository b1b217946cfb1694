import { dimensionsOf } from '../query/filterDimensions';
import type { MetricQuery } from '../query/query';
import { resolveRange } from '../query/range';
import type { Metric, Registry } from '../registry/registry';
import { plannerOf } from './kinds';
import type { Wanted } from './kinds/kind';
import type { Measured, Plan, PlannedMetric } from './plan';
import type { Indexes } from './indexes';
import { sampleMetric, samplePart, type Sampling, type Slots } from './sampling';
import { shareScans } from './scans';
import { finishScans } from './seek';

/**
 * What has to be read and computed to answer a query.
 * Errors: BAD_RANGE, RANGE_TOO_LARGE.
 */
export function planQuery(registry: Registry, indexes: Indexes, query: MetricQuery): Plan {
  const { maxBuckets, maxRows } = registry.limits;
  const { timeZone, asOf, grain } = query;
  const { range, buckets } = resolveRange(query, maxBuckets);
  const clock = { timeZone, asOf, maxBuckets };
  const rowSlots: Slots = { wanted: buckets, grain };
  const totalSlots: Slots | null = query.totals ? { wanted: [range], grain: null } : null;
  const wanted = new Map<string, Wanted>();

  const inViews = (sample: (slots: Slots) => Sampling) => ({
    rows: sample(rowSlots),
    totals: totalSlots === null ? null : sample(totalSlots),
  });
  const read = (metric: Metric, sampled: { rows: Sampling; totals: Sampling | null }): string => {
    const measure = metric.definition;
    if (measure.kind === 'ratio') throw new Error(`${metric.key} is a ratio, and so no part of one`);
    const key = JSON.stringify([measure, metric.grain, sampled.rows.samples, sampled.totals?.samples]);
    const known = wanted.get(key);
    if (known !== undefined) return known.id;
    const id = `r${wanted.size + 1}`;
    wanted.set(key, { id, measure, grain: metric.grain, ...sampled, timeZone, asOf, indexes });
    return id;
  };

  const metrics = query.metrics.map((key): PlannedMetric => {
    const metric = registry.metrics.get(key)!;
    if (metric.definition.kind !== 'ratio') {
      const sampled = inViews((slots) => sampleMetric(metric, slots, clock));
      return { kind: 'plain', key, reading: read(metric, sampled), ...measuredIn(sampled) };
    }
    const part = (partKey: string) => {
      const partMetric = registry.metrics.get(partKey)!;
      const sampled = inViews((slots) => samplePart(partMetric, metric, slots, clock));
      return { id: read(partMetric, sampled), measured: measuredIn(sampled) };
    };
    const numerator = part(metric.definition.numerator);
    const denominator = part(metric.definition.denominator);
    return { kind: 'ratio', key, numerator: numerator.id, denominator: denominator.id, ...numerator.measured };
  });

  const readable = [...wanted.values()].filter(
    ({ rows, totals }) => rows.samples.length > 0 || (totals?.samples.length ?? 0) > 0,
  );
  const needs = readable.map((one) => plannerOf(one.measure).needs(one));
  const asked = { groupBy: query.groupBy, filteredBy: dimensionsOf(query.where), asOf };
  const { scans, given } = shareScans(registry, asked, needs.flat());
  let next = 0;
  const readings = readable.map((one, index) => {
    const own = given.slice(next, (next += needs[index]!.length));
    return plannerOf(one.measure).reading(one, own);
  });

  return {
    scans: finishScans(registry, indexes, scans, readings),
    readings,
    metrics,
    groupBy: query.groupBy,
    textKeys: query.groupBy.filter((key) => registry.dimensions.get(key)!.type === 'text'),
    where: query.where,
    range,
    oneBucket: grain === null,
    buckets,
    asOf,
    begun: buckets.filter(({ start }) => start <= asOf).length,
    fill: query.fill,
    having: query.having,
    orderBy: query.orderBy,
    limit: (query.limit ?? maxRows) + 1,
    offset: query.offset,
    rowCount: query.rowCount,
    totals: query.totals,
    shares: query.shares,
  };
}

function measuredIn({ rows, totals }: { rows: Sampling; totals: Sampling | null }): {
  rows: Measured;
  totals: Measured | null;
} {
  const measured = ({ over, complete, measured }: Sampling): Measured => ({ over, complete, measured });
  return { rows: measured(rows), totals: totals === null ? null : measured(totals) };
}
