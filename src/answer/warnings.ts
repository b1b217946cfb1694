import type { Formula, Page, Plan, PlannedExpression } from '../plan/plan';
import type { Interval } from '../time/calendar';
import { writeInstant } from '../time/writing';
import type { MetricWidened, Warning, WrittenPeriod } from './warning';

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
  const widened = (
    metric: string,
    formula: Formula | null,
    requested: Interval | null,
    isComparison: boolean,
  ): MetricWidened[] => {
    const measured = formula === null ? null : measuredOf(formula);
    if (!measured || requested === null || (measured.start >= requested.start && measured.end <= requested.end))
      return [];
    const written = writePeriod(measured, timeZone);
    const what = { metric, measured: written, isTotal: !oneBucket, isComparison };
    return [{ kind: 'metricWidened', code: 'RANGE_WIDENED', ...what }];
  };
  const ofMetrics = page.metrics.flatMap(({ key, current, previous }) => [
    ...widened(key, current, range, false),
    ...widened(key, previous, comparedPeriod, true),
  ]);
  const stillRunning = page.metrics
    .filter(({ current }) => isStillRunning(plan, current))
    .map(({ key }): Warning => ({ kind: 'stillRunning', code: 'STILL_RUNNING', metric: key }));
  return [...widenedRange(plan, timeZone), ...ofMetrics, ...stillRunning];
}

/** Whether a number counts, in a bucket that runs, who is not active there yet. */
function isStillRunning(plan: Plan, formula: Formula): boolean {
  switch (formula.kind) {
    case 'plain':
      return runs(formula) && isDormant(plan, formula.reading);
    case 'ratio':
      return runs(formula) && [formula.numerator, formula.denominator].some((id) => isDormant(plan, id));
    case 'derived':
      return formulasIn(formula.expression).some((one) => isStillRunning(plan, one));
  }
}

function runs({ rows: { over, complete } }: Formula): boolean {
  return complete.some((isOver, slot) => !isOver && over[slot]! > 0);
}

function isDormant({ readings }: Plan, id: string): boolean {
  return readings.some((reading) => reading.id === id && reading.kind === 'activity' && reading.is === 'dormant');
}

function formulasIn(expression: PlannedExpression): readonly Formula[] {
  switch (expression.kind) {
    case 'formula':
      return [expression.formula];
    case 'number':
      return [];
    case 'operation':
      return [...formulasIn(expression.left), ...formulasIn(expression.right)];
  }
}

/** The buckets at the ends of a range of whole units, such as the weeks of a quarter. */
export function widenedRange({ range, widenedFrom }: Pick<Plan, 'range' | 'widenedFrom'>, timeZone: string): Warning[] {
  if (widenedFrom === null) return [];
  const [requested, counted] = [widenedFrom, range].map((period) => writePeriod(period, timeZone));
  return [{ kind: 'rangeWidened', code: 'RANGE_WIDENED', metric: null, requested: requested!, counted: counted! }];
}

function writePeriod({ start, end }: Interval, timeZone: string): WrittenPeriod {
  return { start: writeInstant(start, timeZone), end: writeInstant(end, timeZone) };
}
