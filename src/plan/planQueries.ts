import { counterpartsOf, type Counterparts } from '../query/counterparts';
import type { MetricQuery } from '../query/query';
import { resolveRange, type AskedTime } from '../query/range';
import { dimensionsOf } from '../registry/filterDimensions';
import type { Registry } from '../registry/registry';
import { justAfter } from '../time/seen';
import { sampleCounterparts } from './compared';
import type { Indexes } from './indexes';
import { plannerOf } from './kinds';
import { formulasOf, type FormulaContext } from './metricFormulas';
import type { Page, Plan, PlannedMetric, Reading } from './plan';
import type { Clock, Slots } from './sampling';
import { isAbout } from './paths';
import { shareScans } from './scans';
import { finishScans } from './seek';
import { Wishes } from './wishes';

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
  const wishes = new Wishes({ timeZone, indexes });
  const planned = new Map<string, PlannedMetric>();
  for (const key of new Set(queries.flatMap(({ metrics }) => metrics))) {
    const inWhole = queries.some(
      ({ metrics, totals, overall, top }) => metrics.includes(key) && (totals || overall || top?.by === key),
    );
    const context: FormulaContext = {
      registry,
      sample: samplerOf(registry, query, { asked, others, inWhole }),
      read: (source, sampled) => wishes.idOf(source, sampled),
    };
    planned.set(key, { key, ...formulasOf(context, key) });
  }

  const readable = wishes.all.filter(({ rows, whole }) => rows.samples.length > 0 || (whole?.samples.length ?? 0) > 0);
  const needs = readable.map((one) => plannerOf(one.measure).needs(one));
  const person = query.policy.smallestGroup?.dimension ?? null;
  const { scans, given } = shareScans(
    registry,
    { groupBy, filteredBy: dimensionsOf(query.where), person },
    needs.flat(),
  );
  let next = 0;
  const readings = readable.map((one, index): Reading => {
    const own = given.slice(next, (next += needs[index]!.length));
    const people = person !== null && isAbout(registry, one.measure, person);
    return { ...plannerOf(one.measure).reading(one, own), people };
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
    policy: query.policy,
    person: person === null ? null : [...new Set([...groupBy, person])].indexOf(person),
    begun: asked.buckets.filter(({ start }) => start <= asOf).length,
    fill: query.fill,
    having: query.having,
    top: query.top,
    apart: query.apart,
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

interface Times {
  readonly asked: AskedTime;
  readonly others: Counterparts | null;
  /** Numbers over the whole range as one bucket are wanted too. */
  readonly inWhole: boolean;
}

function samplerOf(
  registry: Registry,
  query: MetricQuery,
  { asked, others, inWhole }: Times,
): FormulaContext['sample'] {
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
