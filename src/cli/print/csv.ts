import type { Answer } from '../../answer/answer';
import { csvWriter } from '../../answer/flat/csv';
import type { MetricQuery } from '../../query/query';

/** An answer as CSV, for programs: what is in the database stands there as it is. */
export function answerCsv(query: MetricQuery, { rows }: Answer): string {
  const { head, line } = csvWriter(query, 'as they are');
  return [head, ...rows.map(line)].join('');
}
