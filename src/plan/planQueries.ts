import { counterpartsOf, type Counterparts } from '../query/counterparts';
import type { MetricQuery } from '../query/query';
import { resolveRange, type ResolvedRange } from '../query/range';
import { dimensionsOf } from '../model/filterDimensions';
import { mustGet } from '../model/mustGet';
import type { DimensionType, Registry } from '../model/registry';
import { justAfter } from '../time/asOf';
import { sampleCounterparts } from './sampleCounterparts';
import type { Capabilities } from './capabilities';
import { usableIndexes, type Indexes } from './indexes';
import { plannerOf } from './kinds';
import { formulasOf, type FormulaContext } from './metricFormulas';
import type { Page, Plan, PlannedMetric, Reading } from './plan';
import type { SamplingContext, Slots } from './sampling';
import { measureReaches } from './paths';
import { shareScans } from './scans';
import { finishScans } from './finishScans';
import { WantedReadings } from './wantedReadings';

/** The database that a plan is for. */
export interface PlannedFor {
  readonly indexes: Indexes;
  readonly capabilities: Capabilities;
}

/** By type of dimension: whether its values are ordered by code point. */
const IS_TEXT: { readonly [T in DimensionType]: boolean } = { text: true, id: false };

/**
 * What has to be read and computed to answer queries that agree in everything but their metrics,
 * and which rows of which order are wanted. Errors: BAD_RANGE, RANGE_TOO_LARGE.
 */
export function planQueries(
  registry: Registry,
  { indexes: known, capabilities }: PlannedFor,
  queries: readonly MetricQuery[],
): Plan {
  const indexes = usableIndexes(known, capabilities);
  const [query] = queries;
  if (query === undefined) throw new Error('no query to plan');
  const { timeZone, asOf, grain, groupBy, compare } = query;
  const resolved = resolveRange(query, registry.limits.maxBuckets);
  const counterparts = compare === null ? null : counterpartsOf(query, resolved, compare);
  const wantedReadings = new WantedReadings({ timeZone, indexes });
  const planned = new Map<string, PlannedMetric>();
  for (const key of new Set(queries.flatMap(({ metrics }) => metrics))) {
    const withRangeTotal = queries.some(
      ({ metrics, totals, overall, top }) => metrics.includes(key) && (totals || overall || top?.by === key),
    );
    const context: FormulaContext = {
      registry,
      sample: samplerOf(registry, query, { resolved, counterparts, withRangeTotal }),
      read: (source, sampled) => wantedReadings.idOf(source, sampled),
    };
    planned.set(key, { key, ...formulasOf(context, key) });
  }

  const readable = wantedReadings.all.filter(
    ({ rows, rangeTotal }) => rows.samples.length > 0 || (rangeTotal?.samples.length ?? 0) > 0,
  );
  const needs = readable.map((one) => plannerOf(one.measure).needs(one));
  const person = query.policy.smallestGroup?.dimension ?? null;
  const { scans, assignedScans } = shareScans(
    registry,
    { groupBy, filteredBy: dimensionsOf(query.where), person, longestName: capabilities.longestName },
    needs.flat(),
  );
  let next = 0;
  const readings = readable.map((one, index): Reading => {
    const own = assignedScans.slice(next, (next += needs[index]!.length));
    const people = person !== null && measureReaches(registry, one.measure, person);
    return { ...plannerOf(one.measure).reading(one, own), people };
  });

  return {
    scans: finishScans(registry, indexes, scans, readings),
    readings,
    groupBy,
    textKeys: groupBy.filter((key) => IS_TEXT[mustGet(registry.dimensions, key).type]),
    where: query.where,
    range: resolved.range,
    comparedTo: counterparts?.period ?? null,
    oneBucket: grain === null,
    buckets: resolved.buckets,
    timeZone,
    asOf,
    policy: query.policy,
    personKeyIndex: person === null ? null : [...new Set([...groupBy, person])].indexOf(person),
    begunCount: resolved.buckets.filter(({ start }) => start <= asOf).length,
    fill: query.fill,
    having: query.having,
    top: query.top,
    perEntity: query.perEntity,
    pages: queries.map((one): Page => ({
      metrics: one.metrics.map((key) => planned.get(key)!),
      orderBy: one.orderBy,
      limit: (one.limit ?? registry.limits.maxRows) + 1,
      offset: one.offset,
      rowCount: one.rowCount,
      rangeTotal: one.totals,
      shares: one.shares,
      groupTotals: one.overall,
    })),
  };
}

interface Times {
  readonly resolved: ResolvedRange;
  readonly counterparts: Counterparts | null;
  /** Numbers over the whole range as one bucket are wanted too. */
  readonly withRangeTotal: boolean;
}

function samplerOf(
  registry: Registry,
  query: MetricQuery,
  { resolved, counterparts, withRangeTotal }: Times,
): FormulaContext['sample'] {
  const { timeZone, asOf, grain } = query;
  const { maxBuckets } = registry.limits;
  const now: SamplingContext = { timeZone, until: justAfter(asOf), maxBuckets };
  const then: SamplingContext | null = counterparts === null ? null : { ...now, until: counterparts.until };
  return (sample) => {
    const current = {
      rows: sample({ wanted: resolved.buckets, grain }, now),
      rangeTotal: withRangeTotal ? sample({ wanted: [resolved.range], grain: null }, now) : null,
    };
    if (counterparts === null || then === null) return { current, previous: null };
    // What has not begun has no counterpart.
    const period = resolved.range.start <= asOf ? counterparts.period : null;
    const samplers = { asOf: (slots: Slots) => sample(slots, now), asOfThen: (slots: Slots) => sample(slots, then) };
    const previous = {
      rows: sampleCounterparts(samplers, current.rows, counterparts.buckets, grain),
      rangeTotal: current.rangeTotal === null ? null : sampleCounterparts(samplers, current.rangeTotal, [period], null),
    };
    return { current, previous };
  };
}
