import type { Deadline } from '../engine/deadline';
import { GatewayError } from '../errors';
import type { MetricQuery, QueryFrame } from '../query/query';
import type { Registry } from '../model/registry';
import { timeColumnsOf, type TimeColumn } from '../model/timeColumns';
import { bucketAt } from '../time/calendar';
import { writeDate } from '../time/writing';
import type { AnswerMeta } from './answer';
import type { FirstRows } from './firstRows';
import { onlyMetric, type Warning } from './warning';

/** The dates of the first rows of the tables that a query reads. */
export type FirstDates =
  | {
      readonly kind: 'known';
      readonly timeColumns: readonly TimeColumn[];
      /** By time column, in milliseconds since the epoch; null: no row has a date. */
      readonly dates: readonly (number | null)[];
    }
  | { readonly kind: 'unknown'; readonly problem: string };

/**
 * Looks up the first rows of the tables that a query reads. An answer is right without them, so a
 * failed look-up is no error.
 */
export async function firstDatesOf(
  registry: Registry,
  firstRows: FirstRows,
  { frame, page: { metrics } }: MetricQuery,
  deadline: Deadline,
): Promise<FirstDates> {
  const timeColumns = timeColumnsOf(registry, metrics);
  try {
    return { kind: 'known', timeColumns, dates: await firstRows.of(timeColumns, frame, deadline) };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { kind: 'unknown', problem: error.message };
  }
}

/**
 * Warns about tables whose first row comes after the day on which the first bucket begins, of the
 * range or of its comparison. There, a 0 or null may only mean that the table has no data yet
 * (docs/meaning.md#no-data-before).
 */
export function noDataBefore(
  registry: Registry,
  { frame, page: { metrics } }: MetricQuery,
  firstDates: FirstDates,
  { range, comparedTo }: Pick<AnswerMeta, 'range' | 'comparedTo'>,
): Warning[] {
  if (firstDates.kind === 'unknown') {
    const { problem } = firstDates;
    return [{ kind: 'firstRowUnknown', code: 'FIRST_ROW_UNKNOWN', metric: null, problem }];
  }
  // A range that has not begun needs no data.
  if (range.start > frame.asOf) return [];
  const { timeColumns, dates } = firstDates;
  const readers = new Map(metrics.map((key) => [key, timeColumnsOf(registry, [key])]));
  const start = Math.min(range.start, comparedTo?.start ?? Infinity);
  return timeColumns.flatMap((timeColumn, index): Warning[] => {
    const begin = beginOf(dates[index]!, start, frame);
    if (begin === null) return [];
    const by = metrics.filter((key) => readers.get(key)!.some((one) => isSame(one, timeColumn)));
    const { table } = timeColumn;
    const what = { metric: onlyMetric(by), metrics: by, table, first: begin.first };
    return [{ kind: 'noDataBefore', code: 'NO_DATA_BEFORE', ...what }];
  });
}

/**
 * The date of the first row in the query's zone; `first` is null if there is no row yet. Null if
 * data begin by the first day of the range.
 */
function beginOf(
  first: number | null,
  start: number,
  { timeZone, asOf }: QueryFrame,
): { readonly first: string | null } | null {
  // Rows dated later than asOf do not exist (docs/meaning.md#asof).
  if (first === null || first > asOf) return { first: null };
  return start < bucketAt(first, 'day', timeZone).start ? { first: writeDate(first, timeZone) } : null;
}

function isSame(one: TimeColumn, other: TimeColumn): boolean {
  return one.table === other.table && one.at === other.at;
}
