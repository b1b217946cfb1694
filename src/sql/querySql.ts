import type { Plan } from '../plan/plan';
import type { Registry } from '../model/registry';
import type { Dialect } from './dialect';
import { join, sql, type Sql } from './fragment';
import type { Layout } from './layout';
import { scanSql } from './scan/scan';
import { pageSql, taggedSql } from './sections';
import { cellsStep } from './steps/cells';
import { pageContextOf, statementContextOf, type StatementContext } from './steps/context';
import { cteSql, type Cte } from './steps/cte';
import { pageSteps } from './steps/page';
import { totalsStep } from './steps/totals';

/** The one statement of a plan, and the meaning of its columns. */
export interface QuerySql {
  readonly sql: Sql;
  readonly layout: Layout;
}

/**
 * One statement, a list of steps: scans reduce each table, branches compute the cells of all
 * readings from them, and each page ranks and fills its cells, turns them into metrics, and orders
 * and cuts the rows.
 */
export function querySql(registry: Registry, plan: Plan, dialect: Pick<Dialect, 'readings' | 'shapes'>): QuerySql {
  const context = statementContextOf(registry, plan, dialect);
  const scans = scanSteps(context);
  const cells = cellsStep(context);
  const totals = plan.pages.some(({ rangeTotal }) => rangeTotal) ? totalsStep(context, cells.name) : null;
  const pages = plan.pages.map((page, index) =>
    pageSteps(pageContextOf(context, page, index), { cells: cells.name, totals: totals?.name ?? null }),
  );
  const ctes = [...scans, cells, ...(totals === null ? [] : [totals]), ...pages.flatMap((page) => page.ctes)];
  const sections = pages.flatMap((page) => page.sections);
  const [only] = sections;
  const tagged = sections.length > 1;
  const statement = sql`
    with
      ${join(ctes.map(cteSql), ',\n')}
    ${tagged ? taggedSql(plan, sections) : pageSql(plan, only!)}
  `;
  return {
    sql: statement,
    layout: { tagged, sections: sections.map(({ page, kind, columns }) => ({ page, kind, columns })) },
  };
}

/** Each table of the plan, read and reduced. A scan without edges reads nothing. */
export function scanSteps({ registry, plan, shapes }: StatementContext): Cte[] {
  const read = plan.scans.filter(({ edges }) => edges.length > 0);
  return read.map((scan) => {
    const states = shapes.states?.(registry, plan, scan) ?? null;
    return {
      name: scan.id,
      sql: scanSql({ registry, plan, scan, states }),
    };
  });
}
