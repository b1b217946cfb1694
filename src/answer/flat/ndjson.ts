import type { MetricQuery } from '../../query/query';
import type { AnswerRow } from '../answer';
import { flatColumns } from './columns';
import type { RowWriter } from './writer';

/**
 * An answer as JSON, one object a line, with the column names of {@link csvWriter}. Numbers are
 * exact decimals in text, like GraphQL's `Decimal`. For a missing number, `<metric>.status` has the
 * reason.
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
  return { head: '', tail: '', line: (row) => `{${members.map((member) => member(row)).join(',')}}\n` };
}
