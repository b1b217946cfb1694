import type { MetricQuery } from '../../query/query';
import type { AnswerRow } from '../answer';
import { flatColumns } from './columns';

/**
 * Returns the members of a row's JSON object, with the column names of CSV. `numberText` writes an
 * exact decimal. For a missing number, `<metric>.status` has the reason.
 */
export function jsonMembers(query: MetricQuery, numberText: (decimal: string) => string): (row: AnswerRow) => string {
  const members = flatColumns(query).map((column) => {
    const name = `${JSON.stringify(column.name)}:`;
    if (column.holds !== 'number') return (row: AnswerRow) => name + JSON.stringify(column.read(row));
    const member = (row: AnswerRow) => {
      const decimal = column.read(row);
      return name + (decimal === null ? 'null' : numberText(decimal));
    };
    if (column.of !== 'value') return member;
    const { metric } = column;
    return (row: AnswerRow) => {
      const { status } = row.cells[metric]!;
      return status === 'OK' ? member(row) : `${member(row)},"${metric}.status":"${status}"`;
    };
  });
  return (row) => members.map((member) => member(row)).join(',');
}
