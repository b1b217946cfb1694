import type { Plan } from '../plan/plan';
import { planQuery } from '../plan/planQuery';
import type { MetricQuery } from '../query/query';
import type { Gateway } from './gateway';
import { compile, compileForPeople } from '../sql/fragment';
import { querySql, type QuerySql } from '../sql/querySql';
import type { Statement } from '../sql/statement';

/** A query planned and compiled, not run. */
export interface Prepared {
  readonly query: MetricQuery;
  readonly plan: Plan;
  readonly layout: Pick<QuerySql, 'columns' | 'tagged'>;
  readonly statement: Statement;
  /** The statement with its parameters written in, for a person to run. */
  forPeople(): string;
}

/** Errors: BAD_RANGE, RANGE_TOO_LARGE. */
export function prepare({ registry, indexes }: Pick<Gateway, 'registry' | 'indexes'>, query: MetricQuery): Prepared {
  const plan = planQuery(registry, indexes, query);
  const { sql, columns, tagged } = querySql(registry, plan);
  return { query, plan, layout: { columns, tagged }, statement: compile(sql), forPeople: () => compileForPeople(sql) };
}

/** The reads of a plan in words: which table, by what, for whom. */
export function scansInWords(plan: Plan): string[] {
  return plan.scans.map(({ table, rows, entity, keys, values }) => {
    const by =
      rows.kind === 'interval'
        ? `valid from ${rows.from} until ${rows.until}`
        : rows.kind === 'first'
          ? `first by ${rows.at} of each ${rows.entity}, over all of history`
          : `by ${rows.at}`;
    const per = [...(entity === null ? [] : [entity]), ...keys.map(({ dimension }) => dimension)];
    const reduced = per.length === 0 ? '' : `, reduced by ${per.join(', ')}`;
    return `${table} ${by}${reduced}: ${values.length} ${values.length === 1 ? 'value' : 'values'}`;
  });
}
