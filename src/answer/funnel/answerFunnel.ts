import type { Asker } from '../../engine/asker';
import { priceOf, type Cost } from '../../plan/cost';
import type { FunnelPlan } from '../../plan/funnel/funnelPlan';
import { planFunnel } from '../../plan/funnel/planFunnel';
import { besideFunnel, type FunnelQuery } from '../../query/funnel';
import type { MetricQuery } from '../../query/query';
import { compile, compileLiteral } from '../../sql/compile';
import { funnelSql } from '../../sql/funnel/funnelSql';
import type { Statement } from '../../sql/statement';
import type { Gateway, PlanningContext } from '../gateway';
import { runTraced } from '../runTraced';
import type { FunnelRow } from './funnelTable';
import { readFunnel } from './readFunnel';

/** A funnel planned and compiled, not run. */
export interface PreparedFunnel {
  /** For observers: one query for the metrics of all steps. */
  readonly queries: readonly MetricQuery[];
  readonly plan: FunnelPlan;
  readonly statement: Statement;
  /** The statement with its parameters written in, for a person to run. */
  literalSql(): string;
}

/** The one statement of a funnel. Errors: those of `planFunnel`. */
export function prepareFunnel({ registry, engine }: PlanningContext, query: FunnelQuery): PreparedFunnel {
  const { dialect } = engine;
  const plan = planFunnel(registry, dialect, query);
  const sql = funnelSql(registry, plan);
  const literalSql = () => compileLiteral(sql, dialect);
  return { queries: [besideFunnel(query)], plan, statement: compile(sql, dialect), literalSql };
}

/** The cost of the statement: its scans, and a number for each step of a bucket and group. */
export function costOfFunnel({ plan, queries }: PreparedFunnel, { estimates }: Pick<Gateway, 'estimates'>): Cost {
  const { scans, groupBy, where, begunCount, steps } = plan;
  const metrics = queries[0]!.page.metrics.length;
  return priceOf(
    { scans, groupBy, where, buckets: begunCount, metrics, numbers: begunCount * steps.length },
    estimates,
  );
}

/** The rows of a funnel, and how long the statement took. */
export interface FunnelAnswer {
  readonly rows: readonly FunnelRow[];
  readonly elapsedMs: number;
}

/** Runs the statement. Errors: those of the engine; RESULT_TOO_LARGE. */
export async function answerFunnel(
  { registry, engine }: Pick<Gateway, 'registry' | 'engine'>,
  prepared: PreparedFunnel,
  asker: Asker,
): Promise<FunnelAnswer> {
  const started = performance.now();
  const rows = await runTraced(
    engine,
    prepared,
    () => engine.run(prepared.statement, asker),
    ({ length }) => length,
  );
  return { rows: readFunnel(registry, prepared.plan, rows), elapsedMs: performance.now() - started };
}
