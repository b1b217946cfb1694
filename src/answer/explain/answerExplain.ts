import type { Asker } from '../../engine/asker';
import type { EngineRow } from '../../engine/engine';
import { gatewayError } from '../../errors';
import { priceOf, type Cost } from '../../plan/cost';
import type { Plan } from '../../plan/plan';
import { planQueries } from '../../plan/planQueries';
import type { ExplainQuery } from '../../query/explain';
import { compile, compileLiteral } from '../../sql/compile';
import { explainSql, type ExplainLayout } from '../../sql/explain/explainSql';
import type { Statement } from '../../sql/statement';
import type { AnswerMeta } from '../answer';
import type { Gateway, PlanningContext } from '../gateway';
import type { Prepared } from '../prepare';
import { runTraced } from '../runTraced';
import { warningsOf } from '../warnings';
import type { Explanation } from './explanation';
import { readExplanation } from './readExplanation';

/** An explanation planned and compiled, not run. */
export interface PreparedExplanation extends Pick<Prepared, 'queries' | 'literalSql'> {
  readonly query: ExplainQuery;
  readonly plan: Plan;
  readonly layout: ExplainLayout;
  readonly statement: Statement;
}

/** The one statement of an explanation. Errors: BAD_RANGE, RANGE_TOO_LARGE. */
export function prepareExplanation(
  { registry, indexes, engine }: PlanningContext,
  query: ExplainQuery,
): PreparedExplanation {
  const { dialect } = engine;
  const queries = [query.query];
  const plan = planQueries(registry, { indexes, capabilities: dialect.capabilities }, queries);
  const { sql, layout } = explainSql(registry, plan, dialect);
  const literalSql = () => compileLiteral(sql, dialect);
  return { query, queries, plan, layout, statement: compile(sql, dialect), literalSql };
}

/** The cost of the statement: that of a query grouped by each dimension. */
export function costOfExplanation({ plan }: PreparedExplanation, { estimates }: Pick<Gateway, 'estimates'>): Cost {
  const { groupBy, where, buckets, personKeyIndex } = plan;
  const costs = groupBy.map((dimension, index) => {
    const scans = plan.scans.map((scan) => ({
      ...scan,
      keys: scan.keys.filter((_, key) => key === index || key === personKeyIndex),
    }));
    return priceOf({ scans, groupBy: [dimension], where, buckets: buckets.length, metrics: 1 }, estimates);
  });
  const [first, ...more] = costs;
  return more.reduce(
    (all, cost) => ({ ...all, points: all.points + cost.points, groups: all.groups + cost.groups }),
    first!,
  );
}

export interface ExplainAnswer {
  readonly explanation: Explanation;
  readonly elapsedMs: number;
}

/** Runs the statement. Errors: those of the engine; RESULT_TOO_LARGE for too many groups. */
export async function answerExplanation(
  { registry, engine }: Pick<Gateway, 'registry' | 'engine'>,
  prepared: PreparedExplanation,
  asker: Asker,
): Promise<ExplainAnswer> {
  const started = performance.now();
  const rows: readonly EngineRow[] = await runTraced(
    engine,
    prepared,
    () => engine.run(prepared.statement, asker),
    ({ length }) => length,
  );
  const max = registry.limits.maxRows;
  const groups = rows.filter(([part]) => Number(part) > 0).length;
  if (groups > max) throw gatewayError('RESULT_TOO_LARGE', { max, limit: null, pages: false, parts: true });
  return { explanation: readExplanation(prepared, rows), elapsedMs: performance.now() - started };
}

/**
 * The meta of an explanation. `answer` is null for a question that did not run.
 */
export function metaOfExplanation(
  { registry }: Pick<Gateway, 'registry'>,
  { plan, query }: PreparedExplanation,
  answer: ExplainAnswer | null,
): AnswerMeta {
  const { timeZone, range, asOf, comparedTo } = plan;
  const { metric } = query;
  const overall = answer?.explanation.overall ?? null;
  const isExplained = overall === null || overall.difference !== null;
  const status = overall === null || overall.status === 'OK' ? null : overall.status;
  return {
    timeZone,
    range,
    comparedTo,
    asOf,
    registryVersion: registry.version,
    elapsedMs: answer?.elapsedMs ?? 0,
    warnings: [
      ...warningsOf(plan, plan.pages[0]!, timeZone),
      ...(isExplained ? [] : [{ kind: 'notExplained', code: 'NOT_EXPLAINED', metric, status } as const]),
    ],
    cache: { status: 'BYPASS', reason: answer === null ? 'NOT_RUN' : 'NOT_KEPT', maxAgeMs: 0 },
  };
}
