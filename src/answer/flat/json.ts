import type { MetricQuery } from '../../query/query';
import { DATE, dateWriter } from './date';
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
  const date = dateWriter(query);
  let isFirst = true;
  return {
    head: '[',
    tail: '\n]\n',
    line(row) {
      const start = isFirst ? '\n' : ',\n';
      isFirst = false;
      return `${start}{${date === null ? '' : `"${DATE}":"${date(row)}",`}${members(row)}}`;
    },
  };
}
