import { counterpartsOf, type Counterparts } from '../query/counterparts';
import { dimensionsOf } from '../query/filterDimensions';
import type { MetricQuery } from '../query/query';
import { resolveRange, type AskedTime } from '../query/range';
import type { Metric, Registry } from '../registry/registry';
import { justAfter } from '../time/seen';
import { sampleCounterparts } from './compared';
import type { Indexes } from './indexes';
import { plannerOf } from './kinds';
import type { Wanted } from './kinds/kind';
import type { Formula, Measured, Page, Plan, PlannedMetric } from './plan';
import { sampleMetric, samplePart, type Clock, type Sampling, type Slots } from './sampling';
import { shareScans } from './scans';
import { finishScans } from './seek';

/**
 * What has to be read and computed to answer queries that agree in everything but their metrics, and which rows of which order are wanted.
 * Errors: BAD_RANGE, RANGE_TOO_LARGE.
 */
export function planQueries(registry: Registry, indexes: Indexes, queries: readonly MetricQuery[]): Plan {
  const [query] = queries;
  if (query === undefined) throw new Error('no query to plan');
  const { timeZone, asOf, grain, groupBy, compare } = query;
  const asked = resolveRange(query, registry.limits.maxBuckets);
  const others = compare === null ? null : counterpartsOf(query, asked, compare);
  const wanted = new Map<string, Wanted>();
  const planned = new Map<string, PlannedMetric>();
  for (const key of new Set(queries.flatMap(({ metrics }) => metrics))) {
    const inWhole = queries.some(
      ({ metrics, totals, overall, top }) => metrics.includes(key) && (totals || overall || top?.by === key),
    );
    const sampler = samplerOf(registry, query, { asked, others, inWhole });
    const read = (metric: Metric, sampled: Sampled): string => wantedId(wanted, metric, sampled, { timeZone, indexes });
    planned.set(key, planMetric(registry, key, sampler, read));
  }

  const readable = [...wanted.values()].filter(
    ({ rows, whole }) => rows.samples.length > 0 || (whole?.samples.length ?? 0) > 0,
  );
  const needs = readable.map((one) => plannerOf(one.measure).needs(one));
  const { scans, given } = shareScans(registry, { groupBy, filteredBy: dimensionsOf(query.where) }, needs.flat());
  let next = 0;
  const readings = readable.map((one, index) => {
    const own = given.slice(next, (next += needs[index]!.length));
    return plannerOf(one.measure).reading(one, own);
  });

  return {
    scans: finishScans(registry, indexes, scans, readings),
    readings,
    groupBy,
    textKeys: groupBy.filter((key) => registry.dimensions.get(key)!.type === 'text'),
    where: query.where,
    range: asked.range,
    comparedTo: others?.period ?? null,
    oneBucket: grain === null,
    buckets: asked.buckets,
    timeZone,
    asOf,
    begun: asked.buckets.filter(({ start }) => start <= asOf).length,
    fill: query.fill,
    having: query.having,
    top: query.top,
    pages: queries.map((one): Page => ({
      metrics: one.metrics.map((key) => planned.get(key)!),
      orderBy: one.orderBy,
      limit: (one.limit ?? registry.limits.maxRows) + 1,
      offset: one.offset,
      rowCount: one.rowCount,
      totals: one.totals,
      shares: one.shares,
      overall: one.overall,
    })),
  };
}

interface Sampled {
  readonly rows: Sampling;
  readonly whole: Sampling | null;
}

/** How a metric, or a part of one, is measured on both sides. */
type Sampler = (sample: (slots: Slots, clock: Clock) => Sampling) => { current: Sampled; previous: Sampled | null };

interface Times {
  readonly asked: AskedTime;
  readonly others: Counterparts | null;
  /** Numbers over the whole range as one bucket are wanted too. */
  readonly inWhole: boolean;
}

function samplerOf(registry: Registry, query: MetricQuery, { asked, others, inWhole }: Times): Sampler {
  const { timeZone, asOf, grain } = query;
  const { maxBuckets } = registry.limits;
  const now: Clock = { timeZone, until: justAfter(asOf), maxBuckets };
  const then: Clock | null = others === null ? null : { ...now, until: others.until };
  return (sample) => {
    const current = {
      rows: sample({ wanted: asked.buckets, grain }, now),
      whole: inWhole ? sample({ wanted: [asked.range], grain: null }, now) : null,
    };
    if (others === null || then === null) return { current, previous: null };
    // What has not begun has no counterpart.
    const period = asked.range.start <= asOf ? others.period : null;
    const moments = { asOf: (slots: Slots) => sample(slots, now), asOfThen: (slots: Slots) => sample(slots, then) };
    const previous = {
      rows: sampleCounterparts(moments, current.rows, others.buckets, grain),
      whole: current.whole === null ? null : sampleCounterparts(moments, current.whole, [period], null),
    };
    return { current, previous };
  };
}

function planMetric(
  registry: Registry,
  key: string,
  sampler: Sampler,
  read: (metric: Metric, sampled: Sampled) => string,
): PlannedMetric {
  const metric = registry.metrics.get(key)!;
  const { definition } = metric;
  if (definition.kind !== 'ratio') {
    const sampled = sampler((slots, clock) => sampleMetric(metric, slots, clock));
    const plain = (side: Sampled): Formula => ({ kind: 'plain', reading: read(metric, side), ...measuredOf(side) });
    return { key, current: plain(sampled.current), previous: sampled.previous && plain(sampled.previous) };
  }
  const part = (partKey: string) => {
    const partMetric = registry.metrics.get(partKey)!;
    return { metric: partMetric, ...sampler((slots, clock) => samplePart(partMetric, metric, slots, clock)) };
  };
  const [numerator, denominator] = [part(definition.numerator), part(definition.denominator)];
  const ratio = (above: Sampled, below: Sampled): Formula => ({
    kind: 'ratio',
    numerator: read(numerator.metric, above),
    denominator: read(denominator.metric, below),
    ...measuredOf(above),
  });
  const [above, below] = [numerator.previous, denominator.previous];
  return {
    key,
    current: ratio(numerator.current, denominator.current),
    previous: above === null || below === null ? null : ratio(above, below),
  };
}

/** Equal wishes are one reading. */
function wantedId(
  wanted: Map<string, Wanted>,
  metric: Metric,
  sampled: Sampled,
  context: Pick<Wanted, 'timeZone' | 'indexes'>,
): string {
  const measure = metric.definition;
  if (measure.kind === 'ratio') throw new Error(`${metric.key} is a ratio, and so no part of one`);
  const key = JSON.stringify([measure, metric.grain, sampled.rows.samples, sampled.whole?.samples]);
  const known = wanted.get(key);
  if (known !== undefined) return known.id;
  const id = `r${wanted.size + 1}`;
  wanted.set(key, { id, measure, grain: metric.grain, ...sampled, ...context });
  return id;
}

function measuredOf({ rows, whole }: Sampled): { rows: Measured; whole: Measured | null } {
  const measured = ({ over, complete, measured }: Sampling): Measured => ({ over, complete, measured });
  return { rows: measured(rows), whole: whole === null ? null : measured(whole) };
}
