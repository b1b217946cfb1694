import type { Answer } from '../../answer/answer';
import { csvWriter } from '../../answer/flat/csv';
import type { MetricQuery } from '../../query/query';

/** Returns an answer as CSV for programs. It does not escape spreadsheet formulas in values. */
export function answerCsv(query: MetricQuery, { rows }: Answer): string {
  const { head, line } = csvWriter(query, 'as they are');
  return [head, ...rows.map(line)].join('');
}
