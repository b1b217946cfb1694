import type { Metric, Registry } from '../../../src/registry/registry';
import type { MetricQuery } from '../../../src/query/query';
import type { Bucket } from './calendar';
import { Calendar } from './calendar';
import { cellOf, contributes, groupsOf } from './cells';
import { Contributions } from './contributions';
import type { Data } from './data';
import { Dimensions } from './dimensions';
import type { Evaluated, EvaluatedRow } from './evaluated';
import { keepsNumbers } from './having';
import { NumbersOf } from './numbers';
import { ordered } from './order';
import { resolveRange } from './range';

/** Answers a query from plain arrays, by the letter of docs/meaning.md and by brute force. */
export function evaluate(registry: Registry, data: Data, query: MetricQuery): Evaluated {
  const calendar = calendarOf(query.timeZone);
  const range = resolveRange(calendar, query);
  const kept = rowsOver(registry, data, query, range).filter(({ cells }) => keepsNumbers(query.having, cells));
  const all = ordered(kept, query, new Dimensions(registry, data));
  const rows = all.slice(query.offset, query.limit === null ? undefined : query.offset + query.limit);
  return {
    rows,
    rowCount: all.length,
    hasMore: query.offset + rows.length < all.length,
    totals: query.totals ? totalsOver(registry, data, query, range) : null,
    range,
    widened: query.grain === null ? query.metrics.filter((key) => isWider(metricOf(registry, key), range, query)) : [],
  };
}

/** Calendars remember what they looked up, so that each zone has one. */
export function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone) ?? new Calendar(timeZone);
  calendars.set(timeZone, known);
  return known;
}
const calendars = new Map<string, Calendar>();

function rowsOver(registry: Registry, data: Data, query: MetricQuery, range: Bucket): readonly EvaluatedRow[] {
  const { grain, groupBy, asOf } = query;
  const calendar = calendarOf(query.timeZone);
  const numbersOf = new NumbersOf(registry, new Contributions(registry, data, query, calendar), calendar, asOf);
  const metrics = query.metrics.map((key) => metricOf(registry, key));
  const slots = (grain === null ? [range] : calendar.overlapping(grain, range)).map((bucket) => ({
    bucket,
    measured: metrics.map((metric) => {
      const native = nativeIn(calendar, metric, bucket, query);
      return { metric, native, numbers: numbersOf.metric(metric, native, metric.grain !== grain) };
    }),
  }));
  const found = slots.flatMap(({ measured }) => measured.flatMap(({ numbers }) => groupsOf(numbers)));
  const groups = new Set(groupBy.length === 0 ? [JSON.stringify([])] : found);
  return slots.flatMap(({ bucket, measured }) =>
    [...groups].flatMap((group): readonly EvaluatedRow[] => {
      const isGiven =
        measured.some(({ numbers }) => contributes(numbers, group)) ||
        (query.fill && bucket.start <= asOf) ||
        (grain === null && groupBy.length === 0);
      if (!isGiven) return [];
      const values = JSON.parse(group) as (string | null)[];
      return [
        {
          time: { ...bucket, complete: bucket.end <= asOf },
          by: Object.fromEntries(groupBy.map((key, i) => [key, values[i] ?? null])),
          cells: Object.fromEntries(
            measured.map(({ metric, native, numbers }) => [metric.key, cellOf(metric, numbers, group, native, query)]),
          ),
        },
      ];
    }),
  );
}

/** With a grain a native bucket belongs to the bucket that holds its start; without, all that overlap the range count. */
function nativeIn(calendar: Calendar, metric: Metric, bucket: Bucket, query: MetricQuery): readonly Bucket[] {
  return query.grain === null ? calendar.overlapping(metric.grain, bucket) : calendar.beginningIn(metric.grain, bucket);
}

function isWider(metric: Metric, range: Bucket, query: MetricQuery): boolean {
  const native = nativeIn(calendarOf(query.timeZone), metric, range, query);
  return native[0]!.start < range.start || native.at(-1)!.end > range.end;
}

/** The one row of the same query without groups and grain over the range of the answer. */
function totalsOver(registry: Registry, data: Data, query: MetricQuery, range: Bucket): Omit<EvaluatedRow, 'by'> {
  const [row] = rowsOver(registry, data, { ...query, groupBy: [], grain: null }, range);
  return { time: row!.time, cells: row!.cells };
}

function metricOf(registry: Registry, key: string): Metric {
  const metric = registry.metrics.get(key);
  if (metric === undefined) throw new Error(`no such metric: ${key}`);
  return metric;
}
