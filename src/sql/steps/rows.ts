import { combine } from '../conditions';
import { name, sql, type Sql } from '../fragment';
import { havingSql } from '../having';
import { ANSWER_COLUMNS, type Section } from '../sections';
import { filledSql } from '../stitch';
import { answerSql } from './answer';
import type { PageContext } from './context';
import { presentSteps, type Cte } from './cte';
import { leavesOutGroups } from './shape';
import { foldedStep, type Ranking } from './top';

export interface RowSteps {
  readonly ctes: readonly Cte[];
  readonly section: Extract<Section, { kind: 'rows' }>;
  /** The cells that the rows are made of. */
  readonly grouped: string;
}

/** The rows of a page: cells folded and filled, as metrics, without those that `having` rejects. */
export function rowSteps(
  context: PageContext,
  { cells, ranking }: { cells: string; ranking: Ranking | null },
): RowSteps {
  const { page, index, pageNamed } = context;
  const folded = foldedStep(context, ranking, { id: 'folded', cells, placement: 'rows' });
  const filled = filledStep(context, folded?.name ?? cells);
  const grouped = (filled ?? folded)?.name ?? cells;
  const answered = answerSql(context, { cells: grouped, placement: 'rows', isGrouped: true });
  const answer: Cte = { name: pageNamed('answer'), sql: answered.sql };
  const kept = keptStep(context, answer.name);
  return {
    ctes: presentSteps([folded, filled, answer, kept]),
    section: { page: index, kind: 'rows', columns: answered.columns, rows: (kept ?? answer).name, order: page },
    grouped,
  };
}

/** Adds every slot that has begun to each group; null if nothing has to be added. */
function filledStep({ plan, stitched, pageNamed, shapes }: PageContext, cells: string): Cte | null {
  const isNeeded = plan.fill && plan.groupBy.length > 0 && plan.begunCount > 1 && stitched.readings.length > 0;
  if (!isNeeded) return null;
  return { name: pageNamed('filled'), sql: (shapes.filled ?? filledSql)(stitched, cells, plan.begunCount) };
}

/** The rows that stay; null if all do. */
function keptStep(context: PageContext, answer: string): Cte | null {
  const conditions = keptConditions(context);
  if (conditions.length === 0) return null;
  return {
    name: context.pageNamed('kept'),
    sql: sql`select a.* from ${name(answer)} as a where ${combine(conditions, 'and')}`,
  };
}

function keptConditions({ plan, page }: PageContext): Sql[] {
  const { having } = plan;
  const conditions: Sql[] = [];
  if (leavesOutGroups(plan, page)) conditions.push(sql`a.${ANSWER_COLUMNS.rank} is not null`);
  if (having.kind !== 'all' || having.of.length > 0) conditions.push(havingSql(having));
  return conditions;
}
