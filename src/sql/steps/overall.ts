import { combine } from '../conditions';
import { name, sql, type Sql } from '../fragment';
import { branchesOf } from '../readings';
import { ANSWER_COLUMNS, type Section } from '../sections';
import { cellsSql, everySlot, rangeTotalSql } from '../stitch';
import { answerSql } from './answer';
import type { PageContext } from './context';
import { presentSteps, type Cte } from './cte';
import { hasNullGroup, keyIndexes, leavesOutGroups, nullKeys } from './shape';
import { foldedStep, type Ranking } from './top';

interface OverallSteps {
  readonly ctes: readonly Cte[];
  readonly section: Section;
}

interface OverallInput {
  /** The cells of the page, of all groups. */
  readonly cells: string;
  /** The cells of the rows: their groups are the groups of the answer. */
  readonly grouped: string;
  readonly ranking: Ranking | null;
}

/** The groups of a page over the whole range as one bucket; null if they are not wanted. */
export function overallSteps(context: PageContext, { cells, grouped, ranking }: OverallInput): OverallSteps | null {
  const { plan, page, index, found, stitched, pageNamed } = context;
  if (!page.groupTotals) return null;
  const read = rangeTotalCellsStep(context, cells);
  const folded =
    read === null
      ? null
      : foldedStep(context, ranking, { id: 'range_total_folded', cells: read.name, placement: 'rangeTotal' });
  const selects: Sql[] = [];
  if (hasNullGroup(plan)) {
    selects.push(sql`select n.*, null from (${everySlot(nullKeys(context), found.readings, 1)}) as n`);
  }
  if (read !== null) selects.push(sql`select f.*, null from ${name((folded ?? read).name)} as f`);
  const rangeTotal: Cte = { name: pageNamed('range_total'), sql: rangeTotalSql(stitched, selects, grouped) };
  const answered = answerSql(context, { cells: rangeTotal.name, placement: 'rangeTotal', isGrouped: true });
  const answer: Cte = { name: pageNamed('range_total_answer'), sql: answered.sql };
  const overall: Cte = { name: pageNamed('overall'), sql: knownGroupsSql(context, answer.name) };
  return {
    ctes: presentSteps([read, folded, rangeTotal, answer, overall]),
    section: { page: index, kind: 'overall', columns: answered.columns, rows: overall.name, order: null },
  };
}

/** The page's readings by group over the whole range; null if no slot of the range has begun. */
function rangeTotalCellsStep(context: PageContext, cells: string): Cte | null {
  const { plan, found, pageNamed } = context;
  const branches = branchesOf(
    {
      ...context,
      view: { placement: 'rangeTotal', keys: keyIndexes(plan), personKey: null, othersSuffix: null, cells },
    },
    found.readings,
  );
  if (branches.length === 0) return null;
  return {
    name: pageNamed('range_total_cells'),
    sql: cellsSql({ ...found, branches, extra: [], onlyContributing: null }),
  };
}

/**
 * The groups of the answer. Shares need all groups, but the answer has only groups with rows. The
 * null group is an exception: it stays, although it has no rows in a range that has not begun.
 */
function knownGroupsSql({ plan, page }: PageContext, answer: string): Sql {
  const kept = hasNullGroup(plan) ? [] : [sql`a.${ANSWER_COLUMNS.hasRows} is not null`];
  if (leavesOutGroups(plan, page)) kept.push(sql`a.${ANSWER_COLUMNS.rank} is not null`);
  return sql`select a.* from ${name(answer)} as a where ${combine(kept, 'and')}`;
}
