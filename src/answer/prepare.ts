import { matchKind } from '../model/byKind';
import type { KeptNumbers } from '../plan/kept/kept';
import type { Plan } from '../plan/plan';
import type { ScanRows } from '../plan/scan';
import { planQueries } from '../plan/planQueries';
import type { MetricQuery } from '../query/query';
import { planning } from '../steps';
import type { Answer } from './answer';
import type { PlanningContext } from './gateway';
import { compile, compileLiteral } from '../sql/compile';
import type { Layout } from '../sql/layout';
import { querySql } from '../sql/querySql';
import type { Statement } from '../sql/statement';

/** Queries planned and compiled into one statement, not run. */
export interface Prepared {
  readonly queries: readonly MetricQuery[];
  readonly plan: Plan;
  readonly layout: Layout;
  readonly statement: Statement;
  /** The statement with its parameters written in, for a person to run. */
  literalSql(): string;
}

/** The answer to one query, and the statement that it comes from. */
export interface PreparedAnswer {
  readonly answer: Answer;
  readonly prepared: Prepared;
}

/**
 * One statement for queries of equal frames, with the numbers that are kept.
 * Errors: BAD_RANGE, RANGE_TOO_LARGE.
 */
export function prepare(
  { registry, indexes, engine }: PlanningContext,
  queries: readonly MetricQuery[],
  kept: KeptNumbers | null = null,
): Prepared {
  const metrics = [...new Set(queries.flatMap(({ page }) => page.metrics))];
  return planning.traceSync(
    () => {
      const { dialect } = engine;
      const plan = planQueries(registry, { indexes, capabilities: dialect.capabilities }, queries, kept);
      const { sql, layout } = querySql(registry, plan, dialect);
      const literalSql = () => compileLiteral(sql, dialect);
      return { queries, plan, layout, statement: compile(sql, dialect), literalSql };
    },
    { metrics },
  );
}

/** The reads of a plan in words: table, time columns, reduction. */
export function scansInWords(plan: Pick<Plan, 'scans'>): string[] {
  return plan.scans.map(({ table, rows, entity, keys, values, keepsRows }) => {
    const by = matchKind<ScanRows, string, []>(rows, {
      dated: ({ at }) => `by ${at}`,
      first: (first) => `first by ${first.at} of each ${first.entity}, over all of history`,
      interval: ({ from, until }) => `valid from ${from} until ${until}`,
    });
    const per = [...(entity === null ? [] : [entity]), ...keys.map(({ dimension }) => dimension)];
    const reduced = keepsRows ? ', every row' : per.length === 0 ? '' : `, reduced by ${per.join(', ')}`;
    return `${table} ${by}${reduced}: ${values.length} ${values.length === 1 ? 'value' : 'values'}`;
  });
}
