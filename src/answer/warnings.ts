import type { Page, Plan } from '../plan/plan';
import { writeInstant } from '../time/writing';
import type { Warning } from './answer';

/** Metrics that are measured over more than was asked, because their native buckets do not fit the range. */
export function warningsOf(
  { oneBucket, range }: Plan,
  { metrics, totals, overall }: Page,
  timeZone: string,
): Warning[] {
  return metrics.flatMap(({ key, current }): Warning[] => {
    // With a grain the range already names whole buckets; its totals are measured without one.
    const measured = oneBucket ? current.rows.measured : totals || overall ? current.whole?.measured : null;
    if (!measured || (measured.start >= range.start && measured.end <= range.end)) return [];
    const what = oneBucket ? `"${key}"` : `The total of "${key}"`;
    const period = `${writeInstant(measured.start, timeZone)} to ${writeInstant(measured.end, timeZone)}`;
    const message = `${what} is measured over whole buckets of its own grain, from ${period}.`;
    return [{ code: 'RANGE_WIDENED', message, metric: key }];
  });
}
