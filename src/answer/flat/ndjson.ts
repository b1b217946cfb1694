import type { MetricQuery } from '../../query/query';
import { jsonMembers } from './jsonMembers';
import type { RowWriter } from './writer';

/**
 * An answer as JSON, one object a line, with the column names of {@link csvWriter}. Numbers are
 * exact decimals in text, like GraphQL's `Decimal`. For a missing number, `<metric>.status` has the
 * reason.
 */
export function ndjsonWriter(query: MetricQuery): RowWriter {
  const members = jsonMembers(query, (decimal) => JSON.stringify(decimal));
  return { head: '', tail: '', line: (row) => `{${members(row)}}\n` };
}
