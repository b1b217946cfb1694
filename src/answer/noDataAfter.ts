import type { Deadline } from '../engine/deadline';
import { GatewayError } from '../errors';
import { dataEndsOf } from '../model/dataEnds';
import { mustGet } from '../model/mustGet';
import type { Registry } from '../model/registry';
import type { MetricQuery, QueryFrame } from '../query/query';
import { bucketAt, type Interval } from '../time/calendar';
import { isFiner, type Grain } from '../time/grain';
import { writeDate } from '../time/writing';
import type { AnswerMeta } from './answer';
import type { DataEnds } from './dataEnds';
import { onlyMetric, type Warning } from './warning';

/** A metric, and the end of the data of a table that it reads. */
interface ReadEnd {
  readonly metric: string;
  readonly table: string;
  /** Milliseconds since the epoch; null: there is no row up to asOf. */
  readonly date: number | null;
}

/** The ends of the data that a query reads. */
export type EndDates =
  | { readonly kind: 'known'; readonly ends: readonly ReadEnd[] }
  | { readonly kind: 'unknown'; readonly problem: string };

/**
 * Looks up where the data of the tables end that a query reads. An answer is right without it, so a
 * failed look-up is no error.
 */
export async function endDatesOf(
  registry: Registry,
  dataEnds: DataEnds,
  { frame, page: { metrics } }: MetricQuery,
  deadline: Deadline,
): Promise<EndDates> {
  const read = metrics.flatMap((metric) => dataEndsOf(registry, metric).map((end) => ({ metric, end })));
  try {
    const dates = await dataEnds.of(
      read.map(({ end }) => end),
      frame,
      deadline,
    );
    const ends = read.map(({ metric, end: { table } }, index): ReadEnd => ({ metric, table, date: dates[index]! }));
    return { kind: 'known', ends };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { kind: 'unknown', problem: error.message };
  }
}

/**
 * Warns about tables whose data end long before the range does, or before asOf if that is earlier.
 * After that day, a 0 or null may only mean that nobody recorded data
 * (docs/meaning.md#no-data-after).
 */
export function noDataAfter(
  registry: Registry,
  { frame, page: { metrics } }: MetricQuery,
  endDates: EndDates,
  { range }: Pick<AnswerMeta, 'range'>,
): Warning[] {
  const isMissing = (metric: string, since: number): boolean =>
    isLongAfter(since, frame.grain ?? mustGet(registry.metrics, metric).grain, range, frame);
  if (endDates.kind === 'unknown') {
    if (!metrics.some((metric) => isMissing(metric, range.start))) return [];
    const { problem } = endDates;
    return [{ kind: 'lastRowUnknown', code: 'LAST_ROW_UNKNOWN', metric: null, problem }];
  }
  const found = new Map<string, { table: string; newest: string; by: Set<string> }>();
  for (const { metric, table, date } of endDates.ends) {
    // A table without rows has a warning of its own: it "has no data yet".
    if (date === null || !isMissing(metric, bucketAt(date, 'day', frame.timeZone).end)) continue;
    const newest = writeDate(date, frame.timeZone);
    const key = JSON.stringify([table, newest]);
    const end = found.get(key) ?? { table, newest, by: new Set() };
    found.set(key, end);
    end.by.add(metric);
  }
  return [...found.values()].map(({ table, newest, by }): Warning => {
    const what = { metric: onlyMetric([...by]), metrics: [...by], table, newest };
    return { kind: 'noDataAfter', code: 'NO_DATA_AFTER', ...what };
  });
}

/** Fewer days without data are no news: a weekend, or an import that is late. */
const DAYS = 7;

/**
 * Whether so many buckets of the range begin at `since` or later and are complete: one bucket if
 * the grain is longer than a day, or else seven days.
 */
function isLongAfter(
  since: number,
  grain: Grain,
  range: Interval,
  { timeZone, asOf }: Pick<QueryFrame, 'timeZone' | 'asOf'>,
): boolean {
  const isLong = isFiner('day', grain);
  const [unit, count] = isLong ? ([grain, 1] as const) : (['day', DAYS] as const);
  const at = (instant: number): Interval => bucketAt(instant, unit, timeZone);
  // Without a grain, the native buckets at the ends of the range count as a whole.
  const { start, end } = isLong ? { start: at(range.start).start, end: at(range.end - 1).end } : range;
  const earliest = Math.max(since, start);
  if (earliest >= end) return false;
  let begin = at(earliest).start === earliest ? earliest : at(earliest).end;
  for (let n = 0; n < count; n++) begin = at(begin).end;
  return begin <= Math.min(end, asOf);
}
