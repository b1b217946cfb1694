import type { Period } from '../../answer/answer';
import type { MetricQuery } from '../../query/query';
import { writeDate } from '../../time/writing';
import type { ExportFormat } from './formats';

/**
 * Returns a name such as `tasks_2026-03-02_2026-03-08.csv`: the metric, or `metrics` if there are
 * several, and the first and last date of the range. Keys are ASCII.
 */
export function fileName({ metrics, timeZone }: MetricQuery, range: Period, { extension }: ExportFormat): string {
  const name = metrics.length === 1 ? metrics[0]! : 'metrics';
  return `${name}_${writeDate(range.start, timeZone)}_${writeDate(range.end - 1, timeZone)}.${extension}`;
}
