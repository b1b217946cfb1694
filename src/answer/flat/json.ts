import type { MetricQuery } from '../../query/query';
import { writeInstant } from '../../time/writing';
import { flatColumns, type FlatColumn } from './columns';
import type { AnswerRow } from '../answer';
import type { RowWriter } from './writer';

/**
 * An answer as one JSON list of flat objects, for tools that read JSON from an address. It has the
 * column names of {@link csvWriter}, and before them `date`: the start of the bucket in the zone of
 * the query, without offset, which spreadsheets take for a date. Numbers are JSON numbers with all
 * digits; a reader may round them.
 */
export function jsonWriter(query: MetricQuery): RowWriter {
  const { timeZone, grain } = query.frame;
  const members = flatColumns(query).map((column) => `${JSON.stringify(column.name)}:`);
  const values = flatColumns(query).map(valueOf);
  let isFirst = true;
  return {
    head: '[',
    tail: '\n]\n',
    line(row) {
      const start = isFirst ? '\n' : ',\n';
      isFirst = false;
      const date = JSON.stringify(dateOf(row.time.start, timeZone, grain === 'hour'));
      return `${start}{"date":${date},${members.map((member, index) => member + values[index]!(row)).join(',')}}`;
    },
  };
}

function valueOf(column: FlatColumn): (row: AnswerRow) => string {
  // An exact decimal is a JSON number as it is written.
  if (column.holds === 'number') return (row) => column.read(row) ?? 'null';
  return (row) => JSON.stringify(column.read(row));
}

/** `2026-03-01`, or `2026-03-01 08:00:00` for an hour. */
function dateOf(at: number, timeZone: string, isHour: boolean): string {
  const text = writeInstant(at, timeZone);
  return isHour ? text.slice(0, 19).replace('T', ' ') : text.slice(0, 10);
}
