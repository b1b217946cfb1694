import type { MetricQuery } from '../../query/query';
import type { AnswerRow } from '../answer';
import { flatColumns } from './columns';
import type { RowWriter } from './writer';

/**
 * An answer as JSON, an object a line, with the names of the columns of {@link csvWriter}. Numbers
 * are exact decimals in text, as they are in GraphQL's `Decimal`; where there is none,
 * `<metric>.status` says why.
 */
export function ndjsonWriter(query: MetricQuery): RowWriter {
  const members = flatColumns(query).map((column) => {
    const name = `${JSON.stringify(column.name)}:`;
    const member = (row: AnswerRow) => name + JSON.stringify(column.read(row));
    if (column.holds !== 'number' || column.of !== 'value') return member;
    const { metric } = column;
    return (row: AnswerRow) => {
      const { status } = row.cells[metric]!;
      return status === 'OK' ? member(row) : `${member(row)},"${metric}.status":"${status}"`;
    };
  });
  return { head: '', line: (row) => `{${members.map((member) => member(row)).join(',')}}\n` };
}
