import type { Deadline } from '../engine/deadline';
import { GatewayError } from '../errors';
import type { MetricQuery, QueryFrame } from '../query/query';
import { timeColumnsOf, type TimeColumn } from '../model/timeColumns';
import { bucketAt } from '../time/calendar';
import { writeDate } from '../time/writing';
import type { Period, Warning } from './answer';
import type { Gateway } from './gateway';

/** What is to be said of an answer whose periods begin at these instants. */
export type NoDataWarnings = (range: Period, comparedTo: Period | null) => Warning[];

/**
 * Tables whose first row is dated after the day that the first bucket begins on, of the range or of what it is compared with: what is 0 or
 * null there may just be before the time of the table (docs/meaning.md#no-data-before). An answer is right without these warnings, so it does not fail with them.
 */
export async function noDataBefore(
  { registry, firstRows }: Pick<Gateway, 'registry' | 'firstRows'>,
  query: MetricQuery,
  deadline: Deadline,
): Promise<NoDataWarnings> {
  const { timeZone, asOf, policy } = query.frame;
  const { metrics } = query.page;
  const timeColumns = timeColumnsOf(registry, metrics);
  let dates: readonly (number | null)[];
  try {
    dates = await firstRows.of(timeColumns, timeZone, { policy, deadline });
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const message = `It could not be told whether there is data for the whole range: ${error.message}`;
    return () => [{ code: 'FIRST_ROW_UNKNOWN', message, metric: null }];
  }
  const readers = new Map(metrics.map((key) => [key, timeColumnsOf(registry, [key])]));
  return (range, comparedTo) => {
    // Of what has not begun nobody expects data.
    if (range.start > asOf) return [];
    const start = Math.min(range.start, comparedTo?.start ?? Infinity);
    return timeColumns.flatMap((timeColumn, index): Warning[] => {
      const since = sinceWhen(dates[index]!, start, query.frame);
      if (since === null) return [];
      const by = metrics.filter((key) => readers.get(key)!.some((one) => isSame(one, timeColumn)));
      const message = `${namesOf(by)} ${by.length === 1 ? 'reads' : 'read'} ${timeColumn.table}, which has no data ${since}.`;
      return [{ code: 'NO_DATA_BEFORE', message, metric: by.length === 1 ? by[0]! : null }];
    });
  };
}

/** `before 2026-05-06`, in the query's zone, or `yet`; null where the data begin no later than the range, or on its first day. */
function sinceWhen(first: number | null, start: number, { timeZone, asOf }: QueryFrame): string | null {
  // Rows dated later than asOf do not exist (docs/meaning.md#asof).
  if (first === null || first > asOf) return 'yet';
  return start < bucketAt(first, 'day', timeZone).start ? `before ${writeDate(first, timeZone)}` : null;
}

function isSame(one: TimeColumn, other: TimeColumn): boolean {
  return one.table === other.table && one.at === other.at;
}

const MOST_NAMES = 3;

/** `"a"`, `"a" and "b"`, `"a", "b", "c" and 9 more metrics`. */
function namesOf(metrics: readonly string[]): string {
  const names = metrics.slice(0, MOST_NAMES).map((key) => `"${key}"`);
  const more = metrics.length - names.length;
  const parts = more > 0 ? [...names, `${more} more`] : names;
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
