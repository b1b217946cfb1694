import type { Page, Plan } from '../../plan/plan';
import type { Reading } from '../../plan/reading';
import type { Registry } from '../../model/registry';
import { cteNaming, type Naming } from '../cteNames';
import type { Dialect } from '../dialect';
import { readingsOf, type Readings } from '../metricReadings';
import type { PlanContext } from '../readings/branch';
import { resolveRegistry } from '../resolvedRegistry';
import type { Stitched } from '../stitched';
import { RANK } from '../top/ranked';
import { keyColumns } from './shape';

/** The context that all steps of a statement share. */
export interface StatementContext extends PlanContext {
  readonly readings: Readings;
  /** The name of a CTE. */
  readonly named: Naming;
  readonly shapes: Dialect['shapes'];
}

/** The context that all steps of a page share. */
export interface PageContext extends StatementContext {
  readonly page: Page;
  /** The index of the page in the plan. */
  readonly index: number;
  /** The name of a CTE of this page. */
  readonly pageNamed: Naming;
  /** The keys of `groupBy`, and the readings of the page's metrics. */
  readonly found: Stitched;
  /** The same with the rank among the keys, if the plan has a `top`. */
  readonly stitched: Stitched;
}

export function statementContextOf(
  registry: Registry,
  plan: Plan,
  { readings: dialectReadings, shapes }: Pick<Dialect, 'readings' | 'shapes'>,
): StatementContext {
  return {
    registry: resolveRegistry(registry, plan),
    plan,
    scans: new Map(plan.scans.map((scan) => [scan.id, scan])),
    readings: new Map(plan.readings.map((one) => [one.id, one])),
    named: cteNaming(registry),
    dialectReadings,
    shapes,
  };
}

export function pageContextOf(context: StatementContext, page: Page, index: number): PageContext {
  const { plan, named, readings } = context;
  const keys = keyColumns(plan);
  const own = ownReadings(readings, page);
  return {
    ...context,
    page,
    index,
    // Those of the first page have no number.
    pageNamed: (id) => named(index === 0 ? id : `${id}_${index + 1}`),
    found: { keys, readings: own },
    stitched: { keys: plan.top === null ? keys : [...keys, RANK], readings: own },
  };
}

function ownReadings(readings: Readings, { metrics }: Page): Reading[] {
  return readingsOf(
    readings,
    metrics.flatMap(({ current, previous }) => (previous === null ? [current] : [current, previous])),
  );
}
