import { counterpartsOf } from '../query/counterparts';
import type { MetricQuery } from '../query/query';
import type { Interval } from '../time/calendar';
import { resolveRange, type ResolvedRange } from '../query/range';
import { dimensionsOf } from '../model/filterDimensions';
import { mustGet } from '../model/mustGet';
import { keyTypeOf } from '../model/keyType';
import type { Registry } from '../model/registry';
import type { Capabilities } from './capabilities';
import { usableIndexes, type Indexes } from './indexes';
import type { KeptNumbers } from './kept/kept';
import { takeKept } from './kept/takeKept';
import { formulasOf, type FormulaContext } from './metricFormulas';
import type { Page, Plan, PlannedMetric } from './plan';
import { readAll, readLeft } from './readAll';
import { Sampler } from './sampler';
import type { ScanScope } from './scans';
import { finishScans } from './finishScans';
import { WantedReadings } from './wantedReadings';

/** The database that a plan is for. */
export interface PlannedFor {
  readonly indexes: Indexes;
  readonly capabilities: Capabilities;
}

/**
 * The plan of one statement for queries of equal frames. It scans no time whose numbers are kept.
 * Errors: BAD_RANGE, RANGE_TOO_LARGE.
 */
export function planQueries(
  registry: Registry,
  { indexes: known, capabilities }: PlannedFor,
  queries: readonly MetricQuery[],
  kept: KeptNumbers | null = null,
): Plan {
  const indexes = usableIndexes(known, capabilities);
  const [query] = queries;
  if (query === undefined) throw new Error('no query to plan');
  const { grain, compare, ...shared } = query.frame;
  const { timeZone, asOf, groupBy } = shared;
  const { maxBuckets } = registry.limits;
  const resolved = resolveRange(query.frame, maxBuckets);
  const counterparts = compare === null ? null : counterpartsOf(query.frame, resolved, compare);
  const wantedReadings = new WantedReadings({ timeZone, registry, indexes });
  const pages = queries.map(({ page }) => page);
  const planned = new Map<string, PlannedMetric>();
  for (const key of new Set(pages.flatMap(({ metrics }) => metrics))) {
    const withRangeTotal = pages.some(
      ({ metrics, totals, overall }) => metrics.includes(key) && (totals || overall || shared.top?.by === key),
    );
    const context: FormulaContext = {
      registry,
      sampler: new Sampler(query.frame, { resolved, counterparts, maxBuckets }, withRangeTotal),
      read: (source, sampled) => wantedReadings.idOf(source, sampled),
    };
    planned.set(key, { key, ...formulasOf(context, key) });
  }

  const readable = wantedReadings.all.filter(
    ({ rows, rangeTotal }) => rows.samples.length > 0 || (rangeTotal?.samples.length ?? 0) > 0,
  );
  const person = shared.policy.smallestGroup?.dimension ?? null;
  const { longestName } = capabilities;
  const scope: ScanScope = { groupBy, filteredBy: dimensionsOf(shared.where), person, longestName };
  const whole = readAll(registry, scope, readable);
  const taken =
    kept === null
      ? null
      : takeKept(
          readable,
          whole.readings.map((reading) => ({ reading, scan: whole.scans.find(({ id }) => id === reading.scan)! })),
          shared,
          kept,
        );
  const { scans, readings } = taken === null ? whole : readLeft(registry, scope, whole, taken);

  return {
    ...shared,
    scans: finishScans(registry, indexes, scans, readings),
    readings,
    keptCells: taken?.cells ?? [],
    pricedScans: taken === null ? null : whole.scans,
    keyForms: groupBy.map((key) => mustGet(registry.dimensions, key).form),
    keyTypes: groupBy.map((key) => keyTypeOf(registry, mustGet(registry.dimensions, key))),
    range: resolved.range,
    widenedFrom: query.frame.range.kind === 'last' ? widenedFrom(resolved) : null,
    comparedPeriod: counterparts?.period ?? null,
    comparedTo: counterparts?.counted ?? null,
    oneBucket: grain === null,
    buckets: resolved.buckets,
    personKeyIndex: person === null ? null : [...new Set([...groupBy, person])].indexOf(person),
    begunCount: resolved.buckets.filter(({ start }) => start <= asOf).length,
    pages: pages.map(({ totals, overall, ...page }): Page => ({
      ...page,
      metrics: page.metrics.map((key) => planned.get(key)!),
      limit: (page.limit ?? registry.limits.maxRows) + 1,
      rangeTotal: totals,
      groupTotals: overall,
    })),
  };
}

/** The requested range, if its buckets reach beyond it. */
export function widenedFrom({ range, requested }: ResolvedRange): Interval | null {
  return range.start < requested.start || range.end > requested.end ? requested : null;
}
