import type { Measure } from '../../../src/model/measure';
import type { Metric, Registry } from '../../../src/model/registry';
import type { Grain } from '../../../src/time/grain';
import type { FlatQuery } from '../flatQuery';
import type { Bucket, Calendar } from './calendar';
import type { Data, Row } from './data';
import { instantOf } from './data';
import { calendarOf } from './evaluate';
import { GRAINS } from './grains';
import { isValidAt } from './interval';
import { metricOf, operandsOf, unfiltered } from './metrics';
import { seesBy } from './policy';
import { resolveRange } from './range';
import { rowsOfTables } from './sources';

/** A table whose data end early, and the metrics of the query that read it. */
export interface EarlyEnd {
  readonly table: string;
  readonly date: string;
  readonly metrics: readonly string[];
}

/** The tables whose data end early for a query (docs/meaning.md#no-data-after). */
export function noDataAfter(registry: Registry, data: Data, query: FlatQuery): readonly EarlyEnd[] {
  const calendar = calendarOf(query.timeZone);
  const seen = { calendar, asOf: query.asOf };
  const rows = rowsOfTables(registry, data, seen, seesBy(registry, rowsOfTables(registry, data, seen), query.policy));
  const range = resolveRange(calendar, query);
  const found: EarlyEnd[] = [];
  const add = (table: string, date: string, metric: string): void => {
    const at = found.findIndex((one) => one.table === table && one.date === date);
    if (at < 0) found.push({ table, date, metrics: [metric] });
    else if (!found[at]!.metrics.includes(metric))
      found[at] = { ...found[at]!, metrics: [...found[at]!.metrics, metric] };
  };
  for (const key of query.metrics) {
    const metric = metricOf(registry, key);
    const asked: Asked = { grain: query.grain ?? metric.grain, range, asOf: query.asOf };
    for (const measure of measuresOf(registry, metric)) {
      for (const { table, date } of newestOf(registry, rows, measure, query.asOf)) {
        if (date === null || !endsEarly(calendar, calendar.bucketAt('day', date).end, asked)) continue;
        add(table, calendar.dateOf(date), key);
      }
    }
  }
  return found;
}

/** All measures that a metric is made of. */
function measuresOf(registry: Registry, metric: Metric): readonly Measure[] {
  const { definition } = unfiltered(registry, metric.key).base;
  if (definition.kind === 'derived')
    return operandsOf(definition.expression).flatMap((key) => measuresOf(registry, metricOf(registry, key)));
  if (definition.kind === 'ratio')
    return [definition.numerator, definition.denominator].flatMap((key) =>
      measuresOf(registry, metricOf(registry, key)),
    );
  return [definition];
}

interface Newest {
  readonly table: string;
  readonly date: number | null;
}

function newestOf(registry: Registry, data: Data, measure: Measure, asOf: number): readonly Newest[] {
  const rowsOf = (table: string): readonly Row[] => data[sourceOf(registry, table)] ?? [];
  const newest = (table: string, columns: readonly string[]): Newest => {
    const dates = rowsOf(table).flatMap((row) => columns.map((column) => instantOf(row, column)));
    const past = dates.filter((date): date is number => date !== null && date <= asOf);
    return { table, date: past.length === 0 ? null : past.reduce((a, b) => Math.max(a, b)) };
  };
  switch (measure.kind) {
    case 'count':
    case 'sum':
    case 'distinct':
    case 'first':
    case 'rolling':
    case 'statistic':
    case 'activity':
      return [newest(measure.table, [measure.at])];
    case 'return':
      return [newest(measure.table, [measure.at]), ...measure.within.map(({ table, at }) => newest(table, [at]))];
    case 'movement':
      return [newest(measure.table, [measure.from, measure.until])];
    case 'snapshot': {
      // Just after asOf: a row that begins or ends at asOf is news anyway.
      const isActive = rowsOf(measure.table).some((row) => isValidAt(row, measure, asOf + 1));
      if (isActive) return [{ table: measure.table, date: asOf }];
      return [newest(measure.table, [measure.from, measure.until])];
    }
  }
}

/** The data of an event table end with those of the table it is taken from. */
function sourceOf(registry: Registry, key: string): string {
  const { source } = registry.tables.get(key)!;
  return source.kind === 'event' ? sourceOf(registry, source.of) : key;
}

interface Asked {
  readonly grain: Grain;
  readonly range: Bucket;
  readonly asOf: number;
}

/** Counts the complete days, or longer buckets, of the range that begin at `since` or later. */
function endsEarly(calendar: Calendar, since: number, { grain, range, asOf }: Asked): boolean {
  const isLong = GRAINS.indexOf(grain) > GRAINS.indexOf('day');
  const buckets = calendar
    .overlapping(isLong ? grain : 'day', range)
    .filter(({ start, end }) => start >= since && end <= asOf);
  if (isLong) return buckets.length >= 1;
  return buckets.filter(({ start, end }) => start >= range.start && end <= range.end).length >= 7;
}
