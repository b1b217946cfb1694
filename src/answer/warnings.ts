import type { Formula, Page, Plan } from '../plan/plan';
import type { Interval } from '../time/calendar';
import { writeInstant } from '../time/writing';
import type { Warning } from './answer';

/**
 * Metrics that are measured over more than was asked, because their native buckets do not fit the
 * range, or the period that it is compared with (docs/meaning.md#native-buckets).
 */
export function warningsOf({ oneBucket, range, comparedTo }: Plan, page: Page, timeZone: string): Warning[] {
  // With a grain the range already names whole buckets; its totals are measured without one.
  const hasRangeTotal = page.rangeTotal || page.groupTotals;
  const measuredOf = (formula: Formula) =>
    oneBucket ? formula.rows.measured : hasRangeTotal ? formula.rangeTotal?.measured : null;
  const widened = (key: string, what: string, formula: Formula | null, requested: Interval | null): Warning[] => {
    const measured = formula === null ? null : measuredOf(formula);
    if (!measured || requested === null || (measured.start >= requested.start && measured.end <= requested.end))
      return [];
    const period = `${writeInstant(measured.start, timeZone)} to ${writeInstant(measured.end, timeZone)}`;
    const message = `${what} is measured over whole buckets of its own grain, from ${period}.`;
    return [{ code: 'RANGE_WIDENED', message, metric: key }];
  };
  return page.metrics.flatMap(({ key, current, previous }) => {
    const what = oneBucket ? `"${key}"` : `The total of "${key}"`;
    return [
      ...widened(key, what, current, range),
      ...widened(key, `What ${oneBucket ? '' : 'the total of '}"${key}" is compared with`, previous, comparedTo),
    ];
  });
}
