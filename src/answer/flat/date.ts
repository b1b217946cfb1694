import type { MetricQuery } from '../../query/query';
import { writeDate, writeLocalTime } from '../../time/writing';
import type { AnswerRow } from '../answer';

/** The name of the column with a date for spreadsheets. */
export const DATE = 'date';

/**
 * Returns a function that writes the start of a row's bucket in the zone of the query, without
 * offset, as spreadsheets read dates: `2026-03-01`, or `2026-03-01 08:00:00` by hour. Null: a
 * dimension or metric of the query has the name of the column.
 */
export function dateWriter({
  frame: { grain, timeZone, groupBy },
  page: { metrics },
}: MetricQuery): ((row: AnswerRow) => string) | null {
  if (groupBy.includes(DATE) || metrics.includes(DATE)) return null;
  const write = grain === 'hour' ? writeLocalTime : writeDate;
  // Many rows share a bucket, and writing is slow.
  const texts = new Map<number, string>();
  return ({ time: { start } }) => {
    let text = texts.get(start);
    if (text === undefined) texts.set(start, (text = write(start, timeZone)));
    return text;
  };
}
