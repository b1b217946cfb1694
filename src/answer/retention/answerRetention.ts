import type { Asker } from '../../engine/asker';
import { priceOf, type Cost } from '../../plan/cost';
import { planRetention } from '../../plan/retention/planRetention';
import type { RetentionPlan } from '../../plan/retention/retentionPlan';
import type { MetricQuery } from '../../query/query';
import { besideOf, type RetentionQuery } from '../../query/retention';
import { compile, compileLiteral } from '../../sql/compile';
import { retentionSql } from '../../sql/retention/retentionSql';
import type { Statement } from '../../sql/statement';
import type { Gateway, PlanningContext } from '../gateway';
import { runTraced } from '../runTraced';
import type { RetentionTable } from './cohort';
import { retentionTable } from './table';

/** A retention table planned and compiled, not run. */
export interface PreparedRetention {
  /** For observers: one query for both metrics. */
  readonly queries: readonly MetricQuery[];
  readonly plan: RetentionPlan;
  readonly statement: Statement;
  /** The statement with its parameters written in, for a person to run. */
  literalSql(): string;
}

/** The one statement of a retention table. Errors: those of `planRetention`. */
export function prepareRetention(
  { registry, indexes, engine }: PlanningContext,
  query: RetentionQuery,
): PreparedRetention {
  const { dialect } = engine;
  const plan = planRetention(registry, { indexes, capabilities: dialect.capabilities }, query);
  const sql = retentionSql(registry, plan);
  const literalSql = () => compileLiteral(sql, dialect);
  return { queries: [besideOf(query)], plan, statement: compile(sql, dialect), literalSql };
}

/** The cost of the statement: its scans, and a number for each period of a cohort and group. */
export function costOfRetention({ plan, queries }: PreparedRetention, { estimates }: Pick<Gateway, 'estimates'>): Cost {
  const { scans, groupBy, where, begunCount, periods } = plan;
  const metrics = queries[0]!.page.metrics.length;
  const numbers = begunCount * (periods + 1);
  return priceOf({ scans, groupBy, where, buckets: begunCount, metrics, numbers }, estimates);
}

/** The numbers of a retention table, and how long the statement took. */
export interface RetentionAnswer {
  readonly table: RetentionTable;
  readonly elapsedMs: number;
}

/** Runs the statement. Errors: those of the engine; RESULT_TOO_LARGE. */
export async function answerRetention(
  { registry, engine }: Pick<Gateway, 'registry' | 'engine'>,
  prepared: PreparedRetention,
  asker: Asker,
): Promise<RetentionAnswer> {
  const started = performance.now();
  const rows = await runTraced(
    engine,
    prepared,
    () => engine.run(prepared.statement, asker),
    ({ length }) => length,
  );
  return { table: retentionTable(registry, prepared.plan, rows), elapsedMs: performance.now() - started };
}
