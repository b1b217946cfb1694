import type { MetricQuery } from '../../query/query';
import { jsonMembers } from './jsonMembers';
import type { RowWriter } from './writer';

/**
 * An answer as one JSON list of flat objects, for tools that read JSON from an address. The members
 * are those of {@link ndjsonWriter}, and before them `date`: the start of the bucket in the zone of
 * the query, without offset, which spreadsheets take for a date. Numbers are JSON numbers with all
 * digits; a reader may round them.
 */
export function jsonWriter(query: MetricQuery): RowWriter {
  const members = jsonMembers(query, (decimal) => decimal);
  const isHour = query.frame.grain === 'hour';
  let isFirst = true;
  return {
    head: '[',
    tail: '\n]\n',
    line(row) {
      const start = isFirst ? '\n' : ',\n';
      isFirst = false;
      const text = members(row);
      return `${start}{"date":"${dateIn(text, isHour)}",${text}}`;
    },
  };
}

const START = '"time.start":"';

/** `2026-03-01`, or `2026-03-01 08:00:00` for an hour, of the members that begin with the start. */
function dateIn(members: string, isHour: boolean): string {
  const text = members.slice(START.length);
  return isHour ? text.slice(0, 19).replace('T', ' ') : text.slice(0, 10);
}
