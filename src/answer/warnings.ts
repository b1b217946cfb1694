import type { Formula, Page, Plan } from '../plan/plan';
import type { Interval } from '../time/calendar';
import { writeInstant } from '../time/writing';
import type { Warning } from './answer';

/**
 * Warns about metrics that are measured over more than the range or its comparison, because native
 * buckets do not fit (docs/meaning.md#native-buckets).
 */
export function warningsOf({ oneBucket, range, comparedPeriod }: Plan, page: Page, timeZone: string): Warning[] {
  // With a grain, the rows cover whole buckets. So only the totals can be widened: they are
  // computed without a grain.
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
      ...widened(key, `What ${oneBucket ? '' : 'the total of '}"${key}" is compared with`, previous, comparedPeriod),
    ];
  });
}
