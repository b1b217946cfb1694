import type { Formula, Page, Plan } from '../plan/plan';
import type { Interval } from '../time/calendar';
import { writeInstant } from '../time/writing';
import type { Warning } from './answer';

/**
 * Warns about a range of whole units whose buckets reach beyond it (docs/meaning.md#range). Warns
 * about metrics that are measured over more than the range or its comparison, because native
 * buckets do not fit (docs/meaning.md#native-buckets).
 */
export function warningsOf(plan: Plan, page: Page, timeZone: string): Warning[] {
  const { oneBucket, range, comparedPeriod } = plan;
  // With a grain, the rows cover whole buckets. So only the totals can be widened: they are
  // computed without a grain.
  const hasRangeTotal = page.rangeTotal || page.groupTotals;
  const measuredOf = (formula: Formula) =>
    oneBucket ? formula.rows.measured : hasRangeTotal ? formula.rangeTotal?.measured : null;
  const widened = (key: string, what: string, formula: Formula | null, requested: Interval | null): Warning[] => {
    const measured = formula === null ? null : measuredOf(formula);
    if (!measured || requested === null || (measured.start >= requested.start && measured.end <= requested.end))
      return [];
    const message = `${what} is measured over whole buckets of its own grain, from ${periodText(measured, timeZone)}.`;
    return [{ code: 'RANGE_WIDENED', message, metric: key }];
  };
  const ofMetrics = page.metrics.flatMap(({ key, current, previous }) => {
    const what = oneBucket ? `"${key}"` : `The total of "${key}"`;
    return [
      ...widened(key, what, current, range),
      ...widened(key, `What ${oneBucket ? '' : 'the total of '}"${key}" is compared with`, previous, comparedPeriod),
    ];
  });
  return [...widenedRange(plan, timeZone), ...ofMetrics];
}

/** The buckets at the ends of a range of whole units, such as the weeks of a quarter. */
function widenedRange({ range, widenedFrom }: Plan, timeZone: string): Warning[] {
  if (widenedFrom === null) return [];
  const [asked, counted] = [widenedFrom, range].map((period) => periodText(period, timeZone));
  const message = `The range is ${asked}. Its buckets cover more: rows and totals are those of ${counted}.`;
  return [{ code: 'RANGE_WIDENED', message, metric: null }];
}

function periodText({ start, end }: Interval, timeZone: string): string {
  return `${writeInstant(start, timeZone)} to ${writeInstant(end, timeZone)}`;
}
